/** The lessons that come with the page: whole documents by their files' paths. */
export const files: Readonly<Record<string, string>> = import.meta.glob('./lessons/*.lesson.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

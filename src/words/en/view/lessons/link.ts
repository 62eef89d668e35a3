/** `name` in quotes. */
export const unreadable = (name: string) =>
  `The link's lesson ${name} is neither the name of a lesson nor an address that begins with https://. The list shows the lessons that there are.`;

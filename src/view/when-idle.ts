/** Waits until the page has nothing else to do: for what the first picture can do without. */
export async function whenIdle<Result>(load: () => Promise<Result>): Promise<Result> {
  await new Promise<void>((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: 3000 });
    else setTimeout(resolve, 1500);
  });
  return load();
}

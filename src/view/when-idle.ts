/** So long the first picture has the network and the processor to itself. */
const FIRST_PICTURE_MS = 2000;

/** Loads what the first picture can do without: a little later, when the page has nothing else to do. */
export async function whenIdle<Result>(load: () => Promise<Result>): Promise<Result> {
  await new Promise((resolve) =>
    setTimeout(resolve, FIRST_PICTURE_MS - Math.min(FIRST_PICTURE_MS, performance.now())),
  );
  await new Promise<void>((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: 1000 });
    else resolve(); // Safari has none
  });
  return load();
}

/** So long the first picture has the network and the processor to itself. */
const FIRST_PICTURE_MS = 2000;

/** Loads what the first picture can do without: a little later, when the page has nothing else to do. */
export async function whenIdle<Result>(load: () => Promise<Result>): Promise<Result> {
  await new Promise((resolve) =>
    setTimeout(resolve, FIRST_PICTURE_MS - Math.min(FIRST_PICTURE_MS, performance.now())),
  );
  await idle(1000);
  return load();
}

/** Waits until the page has nothing else to do, but no longer than that. */
export function idle(timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: timeoutMs });
    else setTimeout(resolve); // Safari has none
  });
}

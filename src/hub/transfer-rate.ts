/** Rates are means over this long, so that they are calm and still follow a change. */
const windowMs = 4000;

/** How fast something arrives. */
export interface RateMeter {
  /** Takes the state at a time in milliseconds; gives bytes per second, or undefined before there is a rate. */
  add(loadedBytes: number, nowMs: number): number | undefined;
}

/** What was there at the first call does not count. */
export function createRateMeter(): RateMeter {
  let samples: { readonly bytes: number; readonly ms: number }[] = [];
  return {
    add(bytes, ms) {
      samples = [...samples.filter((_, i, all) => (all[i + 1]?.ms ?? ms) > ms - windowMs), { bytes, ms }];
      const first = samples[0]!;
      const elapsedMs = ms - first.ms;
      return elapsedMs < 200 ? undefined : ((bytes - first.bytes) / elapsedMs) * 1000;
    },
  };
}

/** Whole seconds until the rest has arrived; undefined where nothing arrives. */
export function secondsLeft(
  { loadedBytes, totalBytes }: { loadedBytes: number; totalBytes: number },
  bytesPerSecond: number | undefined,
): number | undefined {
  if (!bytesPerSecond) return undefined;
  return Math.ceil((totalBytes - loadedBytes) / bytesPerSecond);
}

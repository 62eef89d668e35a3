/** How norms are laid along an axis. On `log` the domain must be above 0. */
export type AxisScale = 'linear' | 'log';

/** Counts of values in bins of equal width along the axis; `edges` has one entry more than `counts`. */
export interface Histogram {
  readonly edges: Float64Array;
  readonly counts: Uint32Array;
}

/** Bins values over a closed domain; values outside it go to the nearest bin. Throws RangeError on an empty domain. */
export function histogram(
  values: Float32Array,
  domain: readonly [number, number],
  bins: number,
  scale: AxisScale,
): Histogram {
  const [low, high] = domain;
  if (!(high > low) || (scale === 'log' && !(low > 0))) {
    throw new RangeError(`A ${scale} axis cannot run from ${low} to ${high}.`);
  }
  const along = scale === 'log' ? Math.log : (value: number) => value;
  const back = scale === 'log' ? Math.exp : (value: number) => value;
  const start = along(low);
  const step = (along(high) - start) / bins;
  const edges = Float64Array.from({ length: bins + 1 }, (_, edge) => back(start + edge * step));
  const counts = new Uint32Array(bins);
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    const position = scale === 'log' && value <= 0 ? 0 : Math.floor((along(value) - start) / step);
    const bin = Math.min(bins - 1, Math.max(0, position));
    counts[bin] = counts[bin]! + 1;
  }
  return { edges, counts };
}

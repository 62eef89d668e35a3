import type { EmbeddingTables } from '../checkpoint/embedding-tables.ts';
import type { PositionRule, ViTSpec } from './spec.ts';

/** A patch grid. */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
}

/** One output position as a weighted sum of source positions. */
interface Stencil {
  readonly sources: readonly number[];
  readonly weights: readonly number[];
}

/** Keys' cubic convolution kernel with parameter a. */
function cubic(distance: number, a: number): number {
  const x = Math.abs(distance);
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * a;
  return 0;
}

/** torch `upsample_bicubic2d`: a = −0.75, four taps, borders clamped. `step` is in source positions a target. */
function plainStencils(from: number, to: number, step: number): Stencil[] {
  return Array.from({ length: to }, (_, target) => {
    const source = (target + 0.5) * step - 0.5;
    const base = Math.floor(source);
    const taps = [base - 1, base, base + 1, base + 2];
    return {
      sources: taps.map((tap) => Math.min(Math.max(tap, 0), from - 1)),
      weights: taps.map((tap) => cubic(source - tap, -0.75)),
    };
  });
}

/** torch `_upsample_bicubic2d_aa`: a = −0.5, the kernel widened when shrinking, weights renormalised at borders. */
function antialiasStencils(from: number, to: number): Stencil[] {
  const step = from / to;
  const stretch = Math.max(step, 1);
  const support = 2 * stretch;
  return Array.from({ length: to }, (_, target) => {
    const center = step * (target + 0.5);
    const first = Math.max(Math.trunc(center - support + 0.5), 0);
    const end = Math.min(Math.trunc(center + support + 0.5), from);
    const sources = Array.from({ length: end - first }, (_, i) => first + i);
    const raw = sources.map((source) => cubic((source - center + 0.5) / stretch, -0.5));
    const total = raw.reduce((sum, weight) => sum + weight, 0);
    return { sources, weights: raw.map((weight) => weight / total) };
  });
}

function stencils(rule: PositionRule, from: number, to: number, nativeSide: number): Stencil[] {
  switch (rule) {
    case 'bicubic':
      return plainStencils(from, to, from / to);
    case 'bicubic-antialias':
      return antialiasStencils(from, to);
    case 'bicubic-offset':
      return plainStencils(from, to, nativeSide / (to + 0.1));
  }
}

/** Resamples a table [from.rows · from.columns, width] to another grid: [to.rows · to.columns, width]. */
export function resamplePositions(
  table: Float32Array,
  { from, to, width, rule }: { from: Grid; to: Grid; width: number; rule: PositionRule },
): Float32Array {
  if (from.rows === to.rows && from.columns === to.columns) return table;
  const nativeSide = Math.sqrt(from.rows * from.columns); // as the authors' code takes it
  const horizontal = stencils(rule, from.columns, to.columns, nativeSide);
  const vertical = stencils(rule, from.rows, to.rows, nativeSide);
  const result = new Float32Array(to.rows * to.columns * width);
  const sum = new Float64Array(width);
  for (let row = 0; row < to.rows; row++) {
    for (let column = 0; column < to.columns; column++) {
      sum.fill(0);
      addStencils(sum, table, {
        vertical: vertical[row]!,
        horizontal: horizontal[column]!,
        columns: from.columns,
      });
      result.set(sum, (row * to.columns + column) * width);
    }
  }
  return result;
}

function addStencils(
  sum: Float64Array,
  table: Float32Array,
  { vertical, horizontal, columns }: { vertical: Stencil; horizontal: Stencil; columns: number },
): void {
  const width = sum.length;
  vertical.sources.forEach((row, i) => {
    horizontal.sources.forEach((column, j) => {
      const weight = vertical.weights[i]! * horizontal.weights[j]!;
      const begin = (row * columns + column) * width;
      for (let channel = 0; channel < width; channel++) {
        sum[channel] = sum[channel]! + weight * table[begin + channel]!;
      }
    });
  });
}

/** The embedding program's `prefix` and, where there is a table, `positions` inputs for a patch grid. */
export function embedPositions(
  spec: ViTSpec,
  tables: EmbeddingTables,
  to: Grid,
  rule: PositionRule | 'rope',
): { positions: Float32Array | undefined; prefix: Float32Array } {
  const { width } = spec;
  if (spec.rope || rule === 'rope') return { positions: undefined, prefix: tables.prefix };
  const placed = spec.position.prefix * width;
  const prefix = tables.prefix.slice();
  for (let i = 0; i < Math.min(placed, prefix.length); i++) prefix[i] = prefix[i]! + tables.positions[i]!;
  const positions = resamplePositions(tables.positions.subarray(placed), {
    from: spec.position,
    to,
    width,
    rule,
  });
  return { positions, prefix };
}

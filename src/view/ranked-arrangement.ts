import type { BenchGeometry } from './bench-geometry.ts';
import { clamp, type GridArrangement, stepOf } from './grid-arrangement.ts';

/** Heads in the order of a measure. */
export interface RankedHeads {
  /** layer · heads + head */
  readonly order: readonly number[];
  readonly values: Float32Array;
  readonly heads: number;
}

/** Below a ranked map: its name and value, and the width that they need. */
export const CAPTION_PX = 17;
const LEAST_CAPTIONED_PX = 60;
const LARGEST_CAPTIONED_PX = 96;
const GAP_PX = 4;
/** Room for the outline of a cell at the edge. */
export const EDGE_PX = 3;

/** The largest cells with which so many heads fit, in columns that fill the width; with captions that can be read. */
export function rankedGeometry(
  count: number,
  { widthPx, heightPx, aspect }: { widthPx: number; heightPx: number; aspect: number },
): BenchGeometry {
  const most = Math.max(1, Math.floor((widthPx + GAP_PX) / (LEAST_CAPTIONED_PX + GAP_PX)));
  let columns = Math.min(most, Math.ceil((widthPx + GAP_PX) / (LARGEST_CAPTIONED_PX + GAP_PX)));
  const cells = () => {
    const cellWidthPx = Math.max(LEAST_CAPTIONED_PX, Math.floor((widthPx + GAP_PX) / columns) - GAP_PX);
    const cellHeightPx = Math.max(1, Math.floor(cellWidthPx / aspect));
    return { cellWidthPx, cellHeightPx, rowPx: cellHeightPx + GAP_PX, columnPx: cellWidthPx + GAP_PX };
  };
  const fits = () => Math.ceil(count / columns) * (cells().rowPx + CAPTION_PX) <= heightPx;
  while (columns < most && !fits()) columns++;
  return cells();
}

/** One list of heads, in as many columns as have room. */
export function arrangeRanked(
  { order, values, heads }: RankedHeads,
  { geometry, widthPx }: { geometry: BenchGeometry; widthPx: number },
): GridArrangement {
  const gapPx = geometry.columnPx - geometry.cellWidthPx;
  const columns = Math.max(1, Math.floor((widthPx + gapPx) / geometry.columnPx));
  const rowPx = geometry.rowPx + CAPTION_PX;
  const rows = Math.ceil(order.length / columns);
  const places = new Map(order.map((head, place) => [keyOf(head, heads), place]));
  return {
    kind: 'ranked',
    headPx: EDGE_PX,
    geometry: { ...geometry, rowPx },
    rows,
    lefts: Array.from({ length: columns }, (_, column) => EDGE_PX + column * geometry.columnPx),
    widthPx: EDGE_PX + columns * geometry.columnPx - gapPx,
    heightPx: rows * rowPx,
    place({ row, column }) {
      const place = row * columns + column;
      const at = column < columns ? order[place] : undefined;
      if (at === undefined) return undefined;
      const map = { kind: 'head', head: at % heads } as const;
      return {
        key: keyOf(at, heads),
        layer: Math.floor(at / heads),
        map,
        rank: { place, value: values[at]! },
      };
    },
    find(key) {
      const place = places.get(key);
      return place === undefined ? undefined : { row: Math.floor(place / columns), column: place % columns };
    },
    step(from, step, pageRows) {
      const place = from.row * columns + from.column;
      const by = stepOf(step, { row: pageRows, end: order.length });
      const to = clamp(place + by.columns, order.length);
      const row = clamp(Math.floor(to / columns) + by.rows, rows);
      const at = Math.min(row * columns + (to % columns), order.length - 1);
      return { row: Math.floor(at / columns), column: at % columns };
    },
  };
}

function keyOf(head: number, heads: number): string {
  return `${Math.floor(head / heads)}:${head % heads}`;
}

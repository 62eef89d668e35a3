import type { MapPlace } from '../state/layer-maps.ts';
import type { MapKind } from '../state/requested.ts';
import { type BenchGeometry, CAPTION_PX, columnLefts, gridWidthPx } from './bench-geometry.ts';

/** One map of the grid. */
export interface GridPlace extends MapPlace {
  /** "layer:column" of the grid by layers, in every order. */
  readonly key: string;
  /** Its place in the order and the value that it is ordered by. */
  readonly rank?: { readonly place: number; readonly value: number };
}

export interface GridPosition {
  readonly row: number;
  readonly column: number;
}

/** Where every map of the grid stands, without drawing it. Lengths in CSS pixels below the head of the grid. */
export interface GridArrangement {
  readonly kind: 'layers' | 'ranked';
  readonly geometry: BenchGeometry;
  readonly rows: number;
  /** Left edge of every column. */
  readonly lefts: readonly number[];
  readonly widthPx: number;
  readonly heightPx: number;
  place(at: GridPosition): GridPlace | undefined;
  find(key: string): GridPosition | undefined;
}

/** A step of the focus through the grid. */
export type GridStep =
  | { readonly rows: number; readonly columns: number }
  | 'first'
  | 'last'
  | 'page-up'
  | 'page-down';

/** One row a layer, one column a map. */
export function arrangeLayers(
  columns: readonly MapKind[],
  groups: readonly number[],
  { layers, geometry }: { layers: number; geometry: BenchGeometry },
): GridArrangement {
  return {
    kind: 'layers',
    geometry,
    rows: layers,
    lefts: columnLefts(groups, geometry),
    widthPx: gridWidthPx(groups, geometry),
    heightPx: layers * geometry.rowPx,
    place({ row, column }) {
      const map = columns[column];
      return map && row >= 0 && row < layers ? { key: `${row}:${column}`, layer: row, map } : undefined;
    },
    find(key) {
      const [row = -1, column = -1] = key.split(':').map(Number);
      return row >= 0 && row < layers && column >= 0 && column < columns.length ? { row, column } : undefined;
    },
  };
}

/** Heads in the order of a measure. */
export interface RankedHeads {
  /** layer · heads + head */
  readonly order: readonly number[];
  readonly values: Float32Array;
  readonly heads: number;
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
    geometry: { ...geometry, rowPx },
    rows,
    lefts: Array.from({ length: columns }, (_, column) => column * geometry.columnPx),
    widthPx: columns * geometry.columnPx - gapPx,
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
  };
}

function keyOf(head: number, heads: number): string {
  return `${Math.floor(head / heads)}:${head % heads}`;
}

/** Where a step leads; it stays within the grid. In a ranked list left and right go through the order. */
export function stepped(
  arrangement: GridArrangement,
  { row, column }: GridPosition,
  { step, pageRows }: { step: GridStep; pageRows: number },
): GridPosition {
  const { kind, rows, lefts, place } = arrangement;
  const columns = lefts.length;
  const clamp = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));
  const lastOf = (from: number) => {
    let last = columns - 1;
    while (last > 0 && !place({ row: from, column: last })) last--;
    return last;
  };
  const to = (at: GridPosition) => {
    const into = clamp(at.row, rows);
    return { row: into, column: Math.min(clamp(at.column, columns), lastOf(into)) };
  };
  if (step === 'page-up') return to({ row: row - pageRows, column });
  if (step === 'page-down') return to({ row: row + pageRows, column });
  if (kind === 'layers') {
    if (step === 'first') return to({ row, column: 0 });
    if (step === 'last') return to({ row, column: columns - 1 });
    return to({ row: row + step.rows, column: column + step.columns });
  }
  if (step === 'first') return to({ row: 0, column: 0 });
  if (step === 'last') return to({ row: rows - 1, column: columns - 1 });
  if (step.rows !== 0) return to({ row: row + step.rows, column });
  const next = row * columns + column + step.columns;
  const index = Math.max(0, Math.min(next, (rows - 1) * columns + lastOf(rows - 1)));
  return { row: Math.floor(index / columns), column: index % columns };
}

import type { TraceId } from '../engine/engine.ts';
import type { MapPlace } from '../state/layer-maps.ts';
import type { MapKind } from '../state/requested.ts';
import { type BenchGeometry, columnLefts, gridWidthPx } from './bench-geometry.ts';

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
  /** The names of the columns, or the room for an outline. */
  readonly headPx: number;
  readonly geometry: BenchGeometry;
  readonly rows: number;
  /** Left edge of every column. */
  readonly lefts: readonly number[];
  readonly widthPx: number;
  readonly heightPx: number;
  place(at: GridPosition): GridPlace | undefined;
  find(key: string): GridPosition | undefined;
  /** Where a step leads; it stays within the grid. */
  step(from: GridPosition, step: GridStep, pageRows: number): GridPosition;
}

/** What measures make of the grid. */
export interface HeadRanking {
  /** The trace whose heads were measured. */
  readonly trace: TraceId;
  /** What the list is ordered by, in words. */
  readonly measure: string;
  /** Whether the filter keeps a map; it keeps all that are not a head's. */
  readonly keeps: (place: MapPlace) => boolean;
  /** Lays the heads out in their order; undefined where the grid is by layers. */
  readonly arrange: ((space: RankedSpace) => GridArrangement) | undefined;
}

/** The room of a ranked list, in CSS pixels. */
export interface RankedSpace {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Width over height of the frame. */
  readonly aspect: number;
  readonly zoom: number;
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
  { layers, geometry, headPx }: { layers: number; geometry: BenchGeometry; headPx: number },
): GridArrangement {
  return {
    kind: 'layers',
    headPx,
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
    step({ row, column }, step, pageRows) {
      const { rows: down, columns: across } = stepOf(step, { row: pageRows, end: columns.length });
      return { row: clamp(row + down, layers), column: clamp(column + across, columns.length) };
    },
  };
}

/** A step as rows and columns; to an end of the row it is as long as the row. */
export function stepOf(
  step: GridStep,
  { row, end }: { row: number; end: number },
): { readonly rows: number; readonly columns: number } {
  if (typeof step === 'object') return step;
  if (step === 'page-up' || step === 'page-down')
    return { rows: step === 'page-up' ? -row : row, columns: 0 };
  return { rows: 0, columns: step === 'first' ? -end : end };
}

/** The place nearest to one among so many. */
export function clamp(place: number, count: number): number {
  return Math.max(0, Math.min(count - 1, place));
}

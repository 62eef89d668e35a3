import type { MapKind } from '../state/requested.ts';

/** The kinds of map in column order: every head, their mean, the norms. */
export function gridColumns(heads: number): MapKind[] {
  return [
    ...Array.from({ length: heads }, (_, head) => ({ kind: 'head', head }) as const),
    { kind: 'mean' },
    { kind: 'norm' },
  ];
}

/** A column's name at the head of the grid. */
export function columnName(kind: MapKind): string {
  return kind.kind === 'head' ? String(kind.head) : kind.kind;
}

/** Whether two kinds of map are the same column. */
export function sameKind(one: MapKind, other: MapKind): boolean {
  return one.kind === 'head' && other.kind === 'head' ? one.head === other.head : one.kind === other.kind;
}

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
  if (kind.kind === 'head') return String(kind.head);
  return 'site' in kind ? `${kind.kind} ${kind.site}` : kind.kind;
}

/** Whether two kinds of map are the same column. */
export function sameKind(one: MapKind, other: MapKind): boolean {
  return columnName(one) === columnName(other);
}

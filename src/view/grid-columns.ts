import type { CombinedKind } from '../state/combining.ts';
import type { MapKind } from '../state/requested.ts';

/** The kinds of map in column order: every head, their mean, the norms, and combined maps that were asked for. */
export function gridColumns(heads: number, combined: readonly CombinedKind[] = []): MapKind[] {
  return [
    ...Array.from({ length: heads }, (_, head) => ({ kind: 'head', head }) as const),
    { kind: 'mean' },
    { kind: 'norm' },
    ...combined.map((kind) => ({ kind })),
  ];
}

/** A column's name at the head of the grid. */
export function columnName(kind: MapKind): string {
  if (kind.kind === 'weighted') return 'wtd';
  if (kind.kind === 'head') return String(kind.head);
  return 'site' in kind ? `${kind.kind} ${kind.site}` : kind.kind;
}

/** Whether two kinds of map are the same column. */
export function sameKind(one: MapKind, other: MapKind): boolean {
  return columnName(one) === columnName(other);
}

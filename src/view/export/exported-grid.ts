import * as words from '#words/view/export-facts.ts';
import type { HeadMeasure } from '../../core/analysis/head-measures.ts';
import { keptHeads, rankHeads } from '../../core/analysis/ranked-heads.ts';
import { stagedMap } from '../../state/displayed.ts';
import { gridColumns } from '../../state/grid-columns.ts';
import { type HeadValues, measuredHeads } from '../../state/head-values.ts';
import { createMapReader, mapLookOf, type TokenMap } from '../../state/layer-maps.ts';
import { counterpart } from '../../state/lens.ts';
import type { MapKind } from '../../state/requested.ts';
import type { Scope } from '../../state/scope.ts';
import { lensView } from '../../state/scope-state.ts';
import { measureLabel } from '../grid-measures.ts';
import { formatValue } from '../numbers.ts';
import { type Fact, fact, type Subject } from './facts.ts';

/** One map of the grid. */
export interface GridCell {
  readonly layer: number;
  /** In the grid by layers. */
  readonly column: number;
  readonly kind: MapKind;
  readonly map: TokenMap;
  /** Whether the filter keeps it. */
  readonly isKept: boolean;
  /** What a ranked list is ordered by. */
  readonly value: number | undefined;
}

/** The grid as the page has it: by layers, or as a ranked list. */
export interface ExportedGrid {
  readonly isRanked: boolean;
  readonly columns: readonly MapKind[];
  /** Layer by layer, or in the list's order; hidden ones are not among them. */
  readonly cells: readonly GridCell[];
}

/** Every map of the grid that has been computed, in the order and with the filter of the page. */
export function exportedGrid(scope: Scope, subject: Subject): ExportedGrid {
  const { state, displayed, record } = subject;
  const { grid, combining } = state.requested;
  const { heads } = displayed.start;
  const columns = gridColumns(heads, combining.columns);
  const ranked = valuesOf(scope, subject, grid.order === 'layers' ? undefined : grid.order);
  const filtered = valuesOf(scope, subject, grid.filter?.measure);
  const kept = grid.filter && filtered && keptHeads(filtered, grid.filter);
  const isHiding = grid.filter?.others === 'hidden';
  const read = createMapReader(record, displayed, mapLookOf(state.requested));
  const places = ranked
    ? rankHeads(ranked, grid.highestFirst).map((at) => ({
        layer: Math.floor(at / heads),
        column: at % heads,
      }))
    : Array.from({ length: displayed.layersDone * columns.length }, (_, at) => ({
        layer: Math.floor(at / columns.length),
        column: at % columns.length,
      }));
  const cells = places.flatMap(({ layer, column }): GridCell[] => {
    const kind = columns[column]!;
    const map = read({ layer, map: kind });
    const at = kind.kind === 'head' ? layer * heads + kind.head : undefined;
    const isKept = at === undefined || kept?.[at] !== 0;
    if (map === undefined || (isHiding && !isKept)) return [];
    return [{ layer, column, kind, map, isKept, value: at === undefined ? undefined : ranked?.[at] }];
  });
  return { isRanked: ranked !== undefined, columns, cells };
}

function valuesOf(
  scope: Scope,
  { state, displayed, record }: Subject,
  measure: HeadMeasure | undefined,
): Float32Array | undefined {
  if (measure === undefined) return undefined;
  const { requested } = state;
  const lens = measure === 'distance' ? counterpart(requested, requested.active)?.id : undefined;
  const other = lens && lensView(state, lens).displayed;
  const otherRecord = lens && other && scope.record(lens, other.start.trace);
  const measured: HeadValues = measuredHeads(
    measure,
    { displayed, record },
    {
      staged: stagedMap(requested.staged, displayed),
      other: other && otherRecord ? { displayed: other, record: otherRecord } : undefined,
    },
  );
  return measured.kind === 'values' ? measured.values : undefined;
}

/** The order and the filter of the grid, in words. */
export function arrangementFacts({ state, displayed }: Subject, { isRanked, cells }: ExportedGrid): Fact[] {
  const { order, highestFirst, filter } = state.requested.grid;
  const facts = isRanked ? [fact('order', words.order(measureLabel(order), highestFirst))] : [];
  if (filter === undefined) return facts;
  const kept = cells.filter(({ kind, isKept }) => kind.kind === 'head' && isKept).length;
  const limit = filter.limit === 'median' ? undefined : formatValue(filter.limit);
  const all = displayed.layersDone * displayed.start.heads;
  return [
    ...facts,
    fact('filter', words.filter(measureLabel(filter.measure), { ...filter, limit }, { kept, all })),
  ];
}

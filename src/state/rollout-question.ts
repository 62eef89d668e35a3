import type { RolloutQuestion } from '../engine/engine.ts';
import { withinDepth } from './combining.ts';
import type { Displayed } from './displayed.ts';
import type { LensId } from './lens.ts';
import { askingTokens } from './query-target.ts';
import type { Requested } from './requested.ts';

/** Whether a lens is to show rollout: on the stage, or in a column of the grid. */
export function wantsRollout({ staged, combining, comparison, active }: Requested, lens: LensId): boolean {
  const isSingle = comparison.layout === 'single';
  if (isSingle && lens !== active) return false;
  return staged.map.kind === 'rollout' || (isSingle && combining.columns.includes('rollout'));
}

/** What a lens has to ask, once its trace is whole or was stopped. Gates have no direction; the query's row is asked. */
export function rolloutQuestion(
  { combining, query, reading }: Requested,
  { start, status, layersDone }: Displayed,
): RolloutQuestion | undefined {
  const options = { ...combining.rollout, start: withinDepth(combining.rollout.start, start.depth) };
  if (status === 'running' || layersDone <= options.start) return undefined;
  return {
    direction: reading === 'attended-by' ? 'column' : 'row',
    tokens: reading === 'received' ? 'all' : askingTokens(start.layout, query.target),
    options,
  };
}

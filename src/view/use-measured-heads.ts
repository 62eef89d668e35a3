import { useMemo, useRef } from 'react';
import type { HeadMeasure } from '../core/analysis/head-measures.ts';
import { stagedMap } from '../state/displayed.ts';
import { type HeadValues, type MeasuredTrace, measuredHeads } from '../state/head-values.ts';
import { counterpart } from '../state/lens.ts';
import { lensView } from '../state/scope-state.ts';
import { useLensId } from './lens-context.tsx';
import { useScope, useScopeState } from './scope-context.tsx';
import { useShownTrace } from './use-shown.ts';

/**
 * A measure of every head of the lens; undefined without one. While new numbers are on their way, the last ones stay.
 */
export function useMeasuredHeads(measure: HeadMeasure | undefined): HeadValues | undefined {
  const shown = useShownTrace();
  const settled = useSettled(shown);
  const staged = useScopeState((state) => state.requested.staged);
  const other = useCounterpart(measure === 'distance');
  const trace = measure === 'similarity' || measure === 'distance' ? shown : settled;
  const place = measure === 'similarity' ? staged : undefined;
  const measured = useMemo(() => {
    if (measure === undefined || trace === undefined) return undefined;
    const at = place && stagedMap(place, trace.displayed);
    return measuredHeads(measure, trace, { staged: at, other });
  }, [measure, trace, place, other]);
  return useLast(measured, `${measure} ${trace?.displayed.start.trace}`);
}

/** The trace until another one begins or grows: what does not depend on the query need not follow it. */
function useSettled(shown: MeasuredTrace | undefined): MeasuredTrace | undefined {
  const kept = useRef(shown);
  const isSame =
    kept.current?.record === shown?.record &&
    kept.current?.displayed.layersDone === shown?.displayed.layersDone;
  if (!isSame) kept.current = shown;
  return kept.current;
}

/** What the lens shows that this one is measured against. */
function useCounterpart(isWanted: boolean): MeasuredTrace | undefined {
  const scope = useScope();
  const own = useLensId();
  const lens = useScopeState(({ requested }) => (isWanted ? counterpart(requested, own)?.id : undefined));
  const displayed = useScopeState((state) => (lens ? lensView(state, lens).displayed : undefined));
  const record = lens && displayed && scope.record(lens, displayed.start.trace);
  return useMemo(() => (displayed && record ? { displayed, record } : undefined), [displayed, record]);
}

function useLast(measured: HeadValues | undefined, key: string): HeadValues | undefined {
  const last = useRef<{ readonly key: string; readonly measured: HeadValues }>(undefined);
  if (measured?.kind === 'values') last.current = { key, measured };
  return measured?.kind === 'waiting' && last.current?.key === key ? last.current.measured : measured;
}

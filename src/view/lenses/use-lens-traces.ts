import { useMemo, useRef } from 'react';
import type { Displayed } from '../../state/displayed.ts';
import { type Lens, referenceLens } from '../../state/lens.ts';
import type { TraceRecord } from '../../state/trace-record.ts';
import { useScope, useScopeState } from '../scope-context.tsx';

/** A lens with what it shows; undefined before its first trace begins. */
export interface LensTrace {
  readonly lens: Lens;
  /** Its place as a letter: a, b, c, d. */
  readonly letter: string;
  readonly shown: { readonly displayed: Displayed; readonly record: TraceRecord } | undefined;
}

/** All lenses from left to right. */
export function useLensTraces(): readonly LensTrace[] {
  const scope = useScope();
  const lenses = useScopeState((state) => state.requested.lenses);
  const views = useScopeState((state) => state.views);
  return useMemo(
    () =>
      lenses.map((lens, place) => {
        const displayed = views[lens.id]?.displayed;
        const record = displayed && scope.record(lens.id, displayed.start.trace);
        const shown = displayed && record ? { displayed, record } : undefined;
        return { lens, letter: lensLetter(place), shown };
      }),
    [scope, lenses, views],
  );
}

/** The same lenses until a trace begins or grows: what does not depend on the query need not follow it. */
export function useSettledTraces(lenses: readonly LensTrace[]): readonly LensTrace[] {
  const kept = useRef(lenses);
  const isSame =
    kept.current.length === lenses.length &&
    lenses.every((lens, place) => traceKey(lens) === traceKey(kept.current[place]!));
  if (!isSame) kept.current = lenses;
  return kept.current;
}

function traceKey({ lens, shown }: LensTrace): string {
  return `${lens.id} ${shown?.displayed.start.trace} ${shown?.displayed.layersDone} ${shown?.displayed.finalNormLayers}`;
}

/** The place of the lens that the others are compared with. */
export function useReferencePlace(): number {
  return useScopeState(({ requested }) => requested.lenses.indexOf(referenceLens(requested)));
}

/** The name of a place: a, b, c, d. */
export function lensLetter(place: number): string {
  return String.fromCharCode('a'.charCodeAt(0) + place);
}

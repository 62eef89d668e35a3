import { Suspense } from 'react';
import { prefixCount } from '../core/vit/token-layout.ts';
import { type Displayed, queryOf } from '../state/displayed.ts';
import { isPatchSet } from '../state/query-target.ts';
import type { MapKind } from '../state/requested.ts';
import { lazy } from './lazy-part.tsx';
import { PickedMarks } from './mechanism/picked-marks.tsx';
import { useScopeState } from './scope-context.tsx';
import { StageMarks } from './stage-marks.tsx';
import { loadQuerySetMarks } from './tokens/load.ts';

const QuerySetMarks = lazy(loadQuerySetMarks);

interface MapMarksProps {
  readonly displayed: Displayed;
  readonly kind: MapKind;
  /** The token under the pointer. */
  readonly pointed: number | undefined;
  /** Patches, counted from 0. */
  readonly outliers: readonly number[];
}

/** What is outlined over a map: the query or the patches that ask together, what is pointed at, outliers, picks. */
export function MapMarks({ displayed, kind, pointed, outliers }: MapMarksProps) {
  const isSet = useScopeState((state) => isPatchSet(state.requested.query.target));
  const { layout } = displayed.start;
  return (
    <>
      <StageMarks
        layout={layout}
        query={isSet ? undefined : queryOf(displayed, kind).token}
        pointed={pointed}
        outliers={outliers.map((patch) => patch + prefixCount(layout))}
      />
      {isSet && (
        <Suspense>
          <QuerySetMarks layout={layout} />
        </Suspense>
      )}
      <PickedMarks layout={layout} />
    </>
  );
}

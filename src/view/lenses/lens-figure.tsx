import { Suspense, useId, useMemo, useRef } from 'react';
import * as words from '#words/view/lenses/lens.ts';
import { findOutliers } from '../../core/analysis/outliers.ts';
import type { ComparedMap } from '../../state/compared-maps.ts';
import { type Displayed, stagedMap } from '../../state/displayed.ts';
import { isFeatureKind } from '../../state/feature-settings.ts';
import { type QueryTarget, resolveQuery, targetOf } from '../../state/query-target.ts';
import { StageMask } from '../combining/stage-mask.tsx';
import { handleKey } from '../keys.ts';
import { lazy } from '../lazy-part.tsx';
import { loadMapSummary } from '../load-map-summary.ts';
import { MapMarks } from '../map-marks.tsx';
import { formatMapValue } from '../map-value.ts';
import { usePatchStrokes } from '../mechanism/use-patch-strokes.ts';
import { formatDifference } from '../numbers.ts';
import { FIGURE_KEYS } from '../place-keys.ts';
import { useScopeState } from '../scope-context.tsx';
import { StageMap } from '../stage-map.tsx';
import { useGateSource } from '../use-shown.ts';
import { useStagePointer } from '../use-stage-pointer.ts';
import { useStageZoom } from '../use-stage-zoom.ts';
import { WholeButton, ZoomedFrame } from '../zoomed-frame.tsx';
import { paletteOf } from './compared-look.ts';
import styles from './lens-figure.module.css';
import type { LensTrace } from './use-lens-traces.ts';

const MapSummary = lazy(loadMapSummary);

interface LensFigureProps {
  readonly trace: LensTrace;
  readonly map: ComparedMap | undefined;
  /** The place under the pointer in any of the columns. */
  readonly pointed: QueryTarget | undefined;
  readonly onPoint: (target: QueryTarget | undefined) => void;
}

/** One lens's image under its map, with the query, the place under the pointer and outliers outlined. */
export function LensFigure({ trace, map, pointed, onPoint }: LensFigureProps) {
  const displayed = trace.shown?.displayed;
  if (displayed === undefined) return <div className={styles.frame} />;
  return <Figure displayed={displayed} letter={trace.letter} map={map} pointed={pointed} onPoint={onPoint} />;
}

type FigureProps = Omit<LensFigureProps, 'trace'> & {
  readonly displayed: Displayed;
  readonly letter: string;
};

function Figure({ displayed, letter, map, pointed, onPoint }: FigureProps) {
  const { frame, layout } = displayed.start;
  const root = useRef<HTMLDivElement>(null);
  const tool = useScopeState((state) => state.tool);
  const staged = useScopeState((state) => state.requested.staged);
  const rule = useScopeState((state) => state.requested.look.rule);
  const palette = useScopeState((state) => state.requested.look.palette);
  const pointAt = (token: number | undefined) =>
    onPoint(token === undefined ? undefined : targetOf(layout, token));
  const pointer = useStagePointer(layout, pointAt);
  const strokes = usePatchStrokes(layout, displayed.attention.token, pointAt);
  const { view, zoom } = useStageZoom(root, layout, displayed.attention.token);
  const at = stagedMap(staged, displayed);
  const { layer, map: kind } = at;
  const told = useMemo(() => ({ layer, kind, map }), [layer, kind, map]);
  const isNorm = at.map.kind === 'norm' && map?.kind === 'map';
  const outliers = useMemo(
    () => (isNorm && map ? findOutliers(map.values, rule).indices : []),
    [isNorm, map, rule],
  );
  const gate = useGateSource();
  const summary = useId();
  const token = pointed && resolveQuery(layout, pointed);
  return (
    <div
      ref={root}
      className={styles.frame}
      role="application"
      aria-label={words.figure(letter)}
      aria-describedby={summary}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move the query from here.
      tabIndex={0}
      style={{ '--aspect': frame.width / frame.height } as React.CSSProperties}
      data-picking={strokes !== undefined || tool !== 'point'}
      {...(strokes ?? pointer)}
      onKeyDown={(event) => {
        if (!handleKey(FIGURE_KEYS, event, { zoom })) strokes?.onKeyDown(event);
      }}
    >
      <ZoomedFrame displayed={displayed} view={view}>
        <StageMap map={map} layout={layout} palette={map && paletteOf(map, palette)} />
        {map?.kind === 'map' && <StageMask kind={at.map} map={map} layout={layout} />}
        <MapMarks displayed={displayed} kind={at.map} pointed={token} outliers={outliers} />
      </ZoomedFrame>
      <WholeButton view={view} onPress={() => zoom(0)} />
      {map && token !== undefined && (
        <output className={styles.value}>
          {map.kind === 'difference' ? formatDifference(map.tokens[token]!) : formatMapValue(map, token)}
        </output>
      )}
      {gate && !isFeatureKind(at.map) && at.map.kind !== 'norm' && at.map.kind !== 'prompt' && (
        <span className={styles.gate}>{gate}</span>
      )}
      <Suspense>
        <MapSummary id={summary} told={told} isRead />
      </Suspense>
    </div>
  );
}

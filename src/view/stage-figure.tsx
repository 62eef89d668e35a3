import { Suspense, useMemo, useRef } from 'react';
import * as words from '#words/view/stage.ts';
import { findOutliers } from '../core/analysis/outliers.ts';
import { prefixCount } from '../core/vit/token-layout.ts';
import { StageMask } from './combining/stage-mask.tsx';
import { handleKey } from './keys.ts';
import { lazy } from './lazy-part.tsx';
import { useLensView } from './lens-context.tsx';
import { loadMapSummary } from './load-map-summary.ts';
import { MapMarks } from './map-marks.tsx';
import { PickingHint } from './mechanism/picking-hint.tsx';
import { usePatchStrokes } from './mechanism/use-patch-strokes.ts';
import { FIGURE_KEYS } from './place-keys.ts';
import { useScopeState } from './scope-context.tsx';
import styles from './stage-figure.module.css';
import { StageMap } from './stage-map.tsx';
import { TokenChips } from './token-chips.tsx';
import type { ShownMap } from './use-shown.ts';
import { useStagePointer } from './use-stage-pointer.ts';
import { useStageZoom } from './use-stage-zoom.ts';
import { WholeButton, ZoomedFrame } from './zoomed-frame.tsx';

const MapSummary = lazy(loadMapSummary);

interface StageFigureProps {
  readonly staged: ShownMap | undefined;
  readonly pointed: number | undefined;
  readonly onPoint: (token: number | undefined) => void;
}

/** The part of the image that the model sees, the map over it, and the special tokens beside it. */
export function StageFigure({ staged, pointed, onPoint }: StageFigureProps) {
  const displayed = useLensView(({ displayed }) => displayed);
  const tool = useScopeState((state) => state.tool);
  const rule = useScopeState((state) => state.requested.look.rule);
  const pointer = useStagePointer(displayed?.start.layout, onPoint);
  const strokes = usePatchStrokes(displayed?.start.layout, displayed?.attention.token, onPoint);
  const root = useRef<HTMLDivElement>(null);
  const { view, zoom } = useStageZoom(root, displayed?.start.layout, displayed?.attention.token);
  const outliers = useMemo(
    () => (staged?.kind.kind === 'norm' && staged.map ? findOutliers(staged.map.values, rule).indices : []),
    [staged, rule],
  );
  if (displayed === undefined) {
    return (
      <div className={styles.figure}>
        <div className={styles.frame} style={{ aspectRatio: 1 }} />
      </div>
    );
  }
  const { frame, layout } = displayed.start;
  return (
    <div className={styles.figure}>
      <div
        className={styles.frame}
        role="application"
        data-part="map"
        aria-label={words.figure}
        aria-describedby="stage-summary"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
        tabIndex={0}
        style={{ '--aspect': frame.width / frame.height } as React.CSSProperties}
        data-picking={strokes !== undefined || tool !== 'point'}
        ref={root}
        {...(strokes ?? pointer)}
        onKeyDown={(event) => {
          if (!handleKey(FIGURE_KEYS, event, { zoom })) strokes?.onKeyDown(event);
        }}
      >
        <ZoomedFrame displayed={displayed} view={view}>
          <StageMap map={staged?.map} layout={layout} />
          <StageMask kind={staged?.kind} map={staged?.map} layout={layout} />
          <MapMarks
            displayed={displayed}
            kind={staged?.kind ?? { kind: 'mean' }}
            pointed={pointed}
            outliers={outliers}
          />
        </ZoomedFrame>
        <WholeButton view={view} onPress={() => zoom(0)} />
        <PickingHint
          isPointerAbove={
            pointed !== undefined && pointed < prefixCount(layout) + (layout.rows * layout.columns) / 4
          }
        />
      </div>
      <TokenChips map={staged?.map} onPoint={onPoint} />
      <Suspense>
        <MapSummary id="stage-summary" told={staged} isRead />
      </Suspense>
    </div>
  );
}

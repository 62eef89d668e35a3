import { useMemo } from 'react';
import { findOutliers } from '../core/analysis/outliers.ts';
import { prefixCount } from '../core/vit/token-layout.ts';
import { sampleUrl } from '../hub/sample-images.ts';
import type { ImageChoice } from '../state/requested.ts';
import type { ScopeState } from '../state/scope-state.ts';
import { useScopeState } from './scope-context.tsx';
import styles from './stage-figure.module.css';
import { StageMap } from './stage-map.tsx';
import { StageMarks } from './stage-marks.tsx';
import { mapSummary } from './text-alternatives.ts';
import { TokenChips } from './token-chips.tsx';
import type { ShownMap } from './use-shown.ts';
import { useStagePointer } from './use-stage-pointer.ts';

interface StageFigureProps {
  readonly staged: ShownMap | undefined;
  readonly pointed: number | undefined;
  readonly onPoint: (token: number | undefined) => void;
}

/** The part of the image that the model sees, the map over it, and the special tokens beside it. */
export function StageFigure({ staged, pointed, onPoint }: StageFigureProps) {
  const displayed = useScopeState((state) => state.displayed);
  const source = useScopeState((state) => imageSource(state));
  const rule = useScopeState((state) => state.requested.look.rule);
  const pointer = useStagePointer(displayed?.start.layout, onPoint);
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
  const { image } = displayed;
  const summary = staged ? mapSummary(displayed, staged) : '';
  return (
    <div className={styles.figure}>
      <div
        className={styles.frame}
        role="application"
        aria-label="Image and map. Arrow keys move the query patch, Escape frees it."
        aria-describedby="stage-summary"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
        tabIndex={0}
        style={{ '--aspect': frame.width / frame.height } as React.CSSProperties}
        {...pointer}
      >
        {source && (
          <img
            src={source.url}
            alt={source.alt}
            draggable={false}
            style={{
              inlineSize: `${(image.width / frame.width) * 100}%`,
              blockSize: `${(image.height / frame.height) * 100}%`,
              insetInlineStart: `${(-frame.x / frame.width) * 100}%`,
              insetBlockStart: `${(-frame.y / frame.height) * 100}%`,
            }}
          />
        )}
        <StageMap map={staged?.map} layout={layout} />
        <StageMarks
          layout={layout}
          query={displayed.attention.token}
          pointed={pointed}
          outliers={outliers.map((patch) => patch + prefixCount(layout))}
        />
      </div>
      <TokenChips staged={staged} />
      <p id="stage-summary" className={styles.summary}>
        {summary}
      </p>
    </div>
  );
}

const sources = new WeakMap<ImageChoice, { url: string; alt: string }>();

/** Where the shown image's pixels are, and what it shows. The same object for the same choice. */
function imageSource(state: ScopeState): { url: string; alt: string } | undefined {
  const choice = state.displayed?.imageChoice;
  if (choice === undefined) return undefined;
  const known = sources.get(choice);
  if (known) return known;
  const found = findSource(choice, state);
  if (found) sources.set(choice, found);
  return found;
}

function findSource(choice: ImageChoice, state: ScopeState): { url: string; alt: string } | undefined {
  if (choice.kind === 'sample') {
    const sample = state.samples.find(({ file }) => file === choice.file);
    return sample && { url: sampleUrl(import.meta.env.BASE_URL, sample.file), alt: sample.alt };
  }
  const local = state.localImages.find(({ key }) => key === choice.key);
  return local && { url: local.url, alt: local.name };
}

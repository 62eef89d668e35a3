import { Suspense } from 'react';
import * as words from '#words/view/stage.ts';
import type { ScaleRange } from '../state/requested.ts';
import { ColourBar } from './colour-bar.tsx';
import { lazy } from './lazy-part.tsx';
import { useLensView } from './lens-context.tsx';
import { describeScale } from './scale-note.ts';
import { useScope, useScopeState } from './scope-context.tsx';
import styles from './stage-scale.module.css';
import { type ShownMap, useGateSource } from './use-shown.ts';

const StageComponents = lazy(async () => ({
  default: (await import('./features/stage-components.tsx')).StageComponents,
}));

interface StageScaleProps {
  readonly staged: ShownMap | undefined;
  readonly pointed: number | undefined;
}

/** The staged map's colour bar, with what its ends stand for. */
export function StageScale({ staged, pointed }: StageScaleProps) {
  const palette = useScopeState((state) => state.requested.look.palette);
  const scale = useScopeState((state) => state.requested.look.scale);
  const range = useScopeState((state) => state.requested.look.range);
  const layout = useLensView(({ displayed }) => displayed?.start.layout);
  const gate = useGateSource();
  const isTableOpen = useScopeState((state) => state.requested.features.isOpen);
  if (staged?.kind.kind === 'pca') {
    return (
      <Suspense>
        <StageComponents withControls={!isTableOpen} />
      </Suspense>
    );
  }
  const map = staged?.map;
  const kind = staged?.kind ?? ({ kind: 'mean' } as const);
  const axis = map?.axis ?? 'linear';
  const { extent, outside, canChange } = describeScale(kind, { scale, range }, { axis, gate, layout });
  return (
    <ColourBar
      low={map?.low ?? 0}
      high={map?.high ?? 1}
      axis={map?.axis ?? 'linear'}
      palette={palette}
      note={`${extent}${outside}.`}
      action={canChange && <RangeButton range={range} />}
      mark={map && pointed !== undefined ? map.tokens[pointed] : undefined}
    />
  );
}

function RangeButton({ range }: { range: ScaleRange }) {
  const scope = useScope();
  const isIn = range === 'all-tokens';
  return (
    <button
      type="button"
      className={styles.action}
      aria-label={isIn ? words.range.leaveOutHint : words.range.includeHint}
      onClick={() => scope.changeLook({ range: isIn ? 'patches' : 'all-tokens' })}
    >
      {isIn ? words.range.leaveOut : words.range.include}
    </button>
  );
}

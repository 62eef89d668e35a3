import { Suspense } from 'react';
import { specialTokens, type TokenLayout } from '../core/vit/token-layout.ts';
import type { ScaleRange } from '../state/requested.ts';
import { ColourBar } from './colour-bar.tsx';
import { lazy } from './lazy-part.tsx';
import { useLensView } from './lens-context.tsx';
import { useScope, useScopeState } from './scope-context.tsx';
import styles from './stage-scale.module.css';
import { type ShownMap, useGateSource } from './use-shown.ts';
import { capitalised, mapScaleNote } from './wording.ts';

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
  const isNorm = staged?.kind.kind === 'norm';
  const isPrompt = staged?.kind.kind === 'prompt' || staged?.kind.kind === 'similarity';
  const extent = isNorm
    ? `Norm, ${map?.axis ?? 'linear'} scale, this layer's ${range === 'patches' ? 'patches' : 'tokens'}`
    : gate && !isPrompt
      ? `Gate, 0 closed to 1 open: ${gate}`
      : capitalised(mapScaleNote(staged?.kind ?? { kind: 'mean' }, { scale, range }));
  const special = layout ? specialNames(layout) : '';
  const areIn = !isPrompt && (range === 'all-tokens' || (scale === 'fixed' && !isNorm));
  const isFixedGate = gate !== undefined && !isNorm && !isPrompt;
  const outside = special === '' || isFixedGate ? '' : `; ${special} ${areIn ? 'in the scale' : 'left out'}`;
  return (
    <ColourBar
      low={map?.low ?? 0}
      high={map?.high ?? 1}
      axis={map?.axis ?? 'linear'}
      palette={palette}
      note={`${extent}${outside}.`}
      action={outside !== '' && (scale !== 'fixed' || isNorm) && <RangeButton range={range} />}
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
      aria-label={isIn ? 'Leave out special tokens from the scale' : 'Include special tokens in the scale'}
      onClick={() => scope.changeLook({ range: isIn ? 'patches' : 'all-tokens' })}
    >
      {isIn ? 'Leave out' : 'Include'}
    </button>
  );
}

/** "CLS", "registers", "CLS and registers", or nothing where there are none. */
function specialNames(layout: TokenLayout): string {
  const count = specialTokens(layout).length;
  if (count === 0) return '';
  if (layout.cls === 0) return 'registers';
  return count === 1 ? 'CLS' : 'CLS and registers';
}

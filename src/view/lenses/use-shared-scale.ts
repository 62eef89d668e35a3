import * as words from '#words/view/lenses/compare.ts';
import type { PaletteName } from '../../core/image/palette.ts';
import { CLIPPED_SHARES, type ComparedMap } from '../../state/compared-maps.ts';
import { useScopeState } from '../scope-context.tsx';
import { paletteOf } from './compared-look.ts';

/** The scale of all columns. */
export interface SharedScale {
  readonly kind: ComparedMap['kind'];
  /** A map whose ends are the scale's; undefined before there is one. */
  readonly range: ComparedMap | undefined;
  readonly palette: PaletteName;
  /** Whether some patch lies beyond an end. */
  readonly isClipped: boolean;
  readonly note: string;
}

/** The scale that the columns share on the stage; undefined where each has its own. */
export function useSharedScale(stage: readonly (ComparedMap | undefined)[]): SharedScale | undefined {
  const { scale, shows } = useScopeState((state) => state.requested.comparison);
  const chosen = useScopeState((state) => state.requested.look.palette);
  if (scale === 'own') return undefined;
  const kind = shows === 'difference' ? 'difference' : 'map';
  const isClipped = stage.some((map) => map?.kind === kind && exceeds(map));
  return {
    kind,
    range: stage.find((map) => map?.kind === kind),
    palette: paletteOf({ kind }, chosen),
    isClipped,
    note: words.sharedScale(kind === 'difference', isClipped ? CLIPPED_SHARES[kind] * 100 : undefined),
  };
}

function exceeds({ values, low, high, kind }: ComparedMap): boolean {
  return values.some((value) => value > high || (kind === 'difference' && value < low));
}

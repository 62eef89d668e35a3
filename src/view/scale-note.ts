import * as words from '#words/view/wording.ts';
import type { AxisScale } from '../core/analysis/norm-histogram.ts';
import { specialTokens, type TokenLayout } from '../core/vit/token-layout.ts';
import type { Look, MapKind } from '../state/requested.ts';
import { capitalised, mapScaleNote } from './wording.ts';

/** What a colour bar measures and from where to where, and what becomes of special tokens. */
export interface ScaleNote {
  /** A sentence without its stop. */
  readonly extent: string;
  /** "; CLS left out", or nothing where there is nothing to say. */
  readonly outside: string;
  /** Whether special tokens can be taken into the scale, or out of it. */
  readonly canChange: boolean;
}

/** Describes the scale of one map. `gate`: where gates come from, while they are what is read. */
export function describeScale(
  { kind }: MapKind,
  { scale, range }: Pick<Look, 'scale' | 'range'>,
  {
    axis,
    gate,
    layout,
  }: {
    readonly axis: AxisScale;
    readonly gate: string | undefined;
    readonly layout: TokenLayout | undefined;
  },
): ScaleNote {
  const isNorm = kind === 'norm';
  const isCosine = kind === 'prompt' || kind === 'similarity';
  const isGate = gate !== undefined && !isNorm && !isCosine && kind !== 'rollout';
  const special = layout && specialKinds(layout);
  const areIn = !isCosine && (range === 'all-tokens' || (scale === 'fixed' && !isNorm));
  const isFixed = !isNorm && scale === 'fixed';
  const extent = isNorm
    ? words.extents.norm(axis, range)
    : isGate
      ? words.extents.gate(gate)
      : capitalised(mapScaleNote({ kind } as MapKind, { scale, range }));
  return {
    extent,
    outside: special === undefined || isGate ? '' : (areIn ? words.specialIn : words.specialOut)(special),
    canChange: special !== undefined && !isGate && !isCosine && !isFixed,
  };
}

/** Undefined where there are none. */
function specialKinds(layout: TokenLayout): 'registers' | 'cls' | 'both' | undefined {
  const count = specialTokens(layout).length;
  if (count === 0) return undefined;
  if (layout.cls === 0) return 'registers';
  return count === 1 ? 'cls' : 'both';
}

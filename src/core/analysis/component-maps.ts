import * as words from '#words/core/components.ts';
import { InputError } from '../input-error.ts';
import type { Pause } from '../tensor/gram.ts';
import type { TokenLayout } from '../vit/token-layout.ts';
import { patchCount, prefixCount } from '../vit/token-layout.ts';
import type { ComponentMap, ComponentRange } from './component-colours.ts';
import { type Features, patchTokens } from './features.ts';
import { COMPONENT_COUNT, type Components, principalComponents, project } from './principal-components.ts';

/** Which side of the first component is looked at, and where it begins. */
export interface ForegroundRule {
  readonly side: 'above' | 'below';
  /** Between the smallest and the largest projection of the patches that make the basis, in [0, 1]. */
  readonly threshold: number;
}

/** One layer of one trace. */
export interface ComponentPart {
  readonly layout: TokenLayout;
  readonly features: Features;
  /** Patches that take no part in the basis, ascending. */
  readonly leftOut: readonly number[];
}

/**
 * The principal components of patches, one basis for all parts, whose widths must be equal. With a foreground the
 * patches on one side of a threshold on the first component make the basis, and a second analysis of these alone gives
 * the three components (Oquab et al. 2023, figure 1).
 * @throws InputError if the threshold leaves fewer than two patches.
 */
export async function componentMaps(
  parts: readonly ComponentPart[],
  rule: ForegroundRule | undefined,
  pause: Pause,
): Promise<ComponentMap[]> {
  const kept = parts.map(({ layout, leftOut }) => {
    const out = new Set(leftOut);
    return Array.from({ length: patchCount(layout) }, (_, patch) => patch).filter((patch) => !out.has(patch));
  });
  const whole = await basisOf(parts, kept, pause);
  if (rule === undefined) return mapsOf(parts, whole, kept, undefined);
  const first = parts.map(({ features }) => project(features, whole));
  const limit = thresholdOf(first, parts, kept, rule);
  const isIn = (value: number) => (rule.side === 'above' ? value > limit : value < limit);
  const foreground = parts.map(({ layout }, part) =>
    Uint8Array.from(patchTokens(layout), (token) => (isIn(first[part]![token * COMPONENT_COUNT]!) ? 1 : 0)),
  );
  const inside = kept.map((patches, part) => patches.filter((patch) => foreground[part]![patch] === 1));
  const left = inside.reduce((sum, patches) => sum + patches.length, 0);
  if (left < 2) {
    const of = kept.reduce((sum, { length }) => sum + length, 0);
    throw new InputError(words.tooFewPatches(rule.threshold, { left, of, side: rule.side }));
  }
  return mapsOf(parts, await basisOf(parts, inside, pause), inside, foreground);
}

function basisOf(
  parts: readonly ComponentPart[],
  patches: readonly (readonly number[])[],
  pause: Pause,
): Promise<Components> {
  return principalComponents(
    parts.map(({ features, layout }, part) => ({
      features,
      tokens: patches[part]!.map((patch) => patch + prefixCount(layout)),
    })),
    pause,
  );
}

function thresholdOf(
  projections: readonly Float32Array[],
  parts: readonly ComponentPart[],
  patches: readonly (readonly number[])[],
  { threshold }: ForegroundRule,
): number {
  const [[low, high] = [0, 0]] = rangesOf(projections, parts, patches);
  return low + threshold * (high - low);
}

function mapsOf(
  parts: readonly ComponentPart[],
  components: Components,
  patches: readonly (readonly number[])[],
  foreground: readonly Uint8Array[] | undefined,
): ComponentMap[] {
  const projections = parts.map(({ features }) => project(features, components));
  const ranges = rangesOf(projections, parts, patches);
  const explained = [...components.explained];
  return parts.map(({ leftOut }, part) => ({
    projections: projections[part]!,
    ranges,
    explained,
    foreground: foreground?.[part],
    leftOut,
  }));
}

function rangesOf(
  projections: readonly Float32Array[],
  parts: readonly ComponentPart[],
  patches: readonly (readonly number[])[],
): ComponentRange[] {
  return Array.from({ length: COMPONENT_COUNT }, (_, component) => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const [part, { layout }] of parts.entries()) {
      for (const patch of patches[part]!) {
        const value = projections[part]![(patch + prefixCount(layout)) * COMPONENT_COUNT + component]!;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    return low <= high ? [low, high] : [0, 0];
  });
}

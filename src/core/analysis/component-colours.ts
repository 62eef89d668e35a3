import { patchCount, type TokenLayout } from '../vit/token-layout.ts';
import { patchTokens } from './features.ts';

/** The ends between which a component is drawn. */
export type ComponentRange = readonly [low: number, high: number];

/** A layer's features as three numbers a token. */
export interface ComponentMap {
  /** Along the components [tokens, 3]. */
  readonly projections: Float32Array;
  /** The smallest and largest projections of the patches that made the basis: what a colour channel runs between. */
  readonly ranges: readonly ComponentRange[];
  /** The components' shares of the variance of these patches [3], in [0, 1]. */
  readonly explained: readonly number[];
  /** 1 at patches of the foreground, else 0 [patches]; undefined where all are. */
  readonly foreground: Uint8Array | undefined;
  readonly leftOut: readonly number[];
}

/** One colour a patch, components 1 to 3 as red, green and blue; patches outside the foreground are transparent. */
export function componentColours(map: ComponentMap, layout: TokenLayout): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(patchCount(layout) * 4);
  for (const [patch, token] of patchTokens(layout).entries()) {
    pixels.set(tokenColour(map, token), patch * 4);
    pixels[patch * 4 + 3] = map.foreground?.[patch] === 0 ? 0 : 255;
  }
  return pixels;
}

/** One token's red, green and blue, 0 to 255; beyond the range the nearer end, mid-way where there is no range. */
export function tokenColour({ projections, ranges }: ComponentMap, token: number): [number, number, number] {
  const channel = (component: number) => {
    const [low, high] = ranges[component]!;
    if (!(high > low)) return 128;
    const position = (projections[token * 3 + component]! - low) / (high - low);
    return Math.round(255 * Math.min(1, Math.max(0, position)));
  };
  return [channel(0), channel(1), channel(2)];
}

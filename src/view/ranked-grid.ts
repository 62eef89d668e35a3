import { rankHeads } from '../core/analysis/ranked-heads.ts';
import { zoomedGeometry } from './bench-geometry.ts';
import type { GridArrangement, RankedSpace } from './grid-arrangement.ts';
import { arrangeRanked, EDGE_PX, rankedGeometry } from './ranked-arrangement.ts';

/** What a ranked list is made of. */
export interface Ranking {
  /** [layers · heads] */
  readonly values: Float32Array;
  readonly highestFirst: boolean;
  /** The heads that are listed, 1 or 0; undefined: all. */
  readonly listed: Uint8Array | undefined;
  readonly heads: number;
}

/** Orders the heads once, to be laid out in any room. */
export function rankedGrid({
  values,
  highestFirst,
  listed,
  heads,
}: Ranking): (space: RankedSpace) => GridArrangement {
  const order = rankHeads(values, highestFirst).filter((head) => listed?.[head] !== 0);
  return (space) => {
    const widthPx = Math.max(0, space.widthPx - 2 * EDGE_PX);
    const fit = rankedGeometry(order.length, { ...space, widthPx });
    const geometry = zoomedGeometry(fit, space.zoom, space.aspect);
    return arrangeRanked({ order, values, heads }, { geometry, widthPx });
  };
}

import { keptHeads, rankHeads } from '../core/analysis/ranked-heads.ts';
import { measuredHeads } from '../state/head-values.ts';
import { zoomedGeometry } from './bench-geometry.ts';
import type { GridArrangement } from './grid-arrangement.ts';
import { arrangeRanked, EDGE_PX, rankedGeometry } from './ranked-arrangement.ts';

/** What a ranked list is laid out by. */
export interface Ranking {
  /** [layers · heads] */
  readonly values: Float32Array;
  readonly highestFirst: boolean;
  /** The heads that are listed, 1 or 0; undefined: all. */
  readonly listed: Uint8Array | undefined;
  readonly heads: number;
  readonly space: { readonly widthPx: number; readonly heightPx: number; readonly aspect: number };
  readonly zoom: number;
}

function arrange({ values, highestFirst, listed, heads, space, zoom }: Ranking): GridArrangement {
  const order = rankHeads(values, highestFirst).filter((head) => listed?.[head] !== 0);
  const widthPx = Math.max(0, space.widthPx - 2 * EDGE_PX);
  const fit = rankedGeometry(order.length, { ...space, widthPx });
  const geometry = zoomedGeometry(fit, zoom, space.aspect);
  return arrangeRanked({ order, values, heads }, { geometry, widthPx });
}

/** What measures, filters and ranks heads; loaded when it is first asked for. */
export const ranking = { measure: measuredHeads, keep: keptHeads, arrange } as const;

import type { FloatTensors } from '../tensor/float-tensor.ts';
import type { BlockSpec } from './spec.ts';
import { prefixCount, type TokenLayout, tokenCount } from './token-layout.ts';

/**
 * The inputs `cos` and `sin` [tokens, head width] of a block with rotary positions: each patch's angles
 * 2π · coordinate / θ^(4i / head width) for the row's, then the column's coordinate, and the same again for the
 * second half of the channels. Coordinates are patch centres in −1 … 1 on each side. All other tokens have the
 * angle 0 (facebookresearch/dinov3, dinov3/layers/rope_position_encoding.py).
 */
export function ropeFeeds({ width, heads, rope }: BlockSpec, layout: TokenLayout): FloatTensors {
  if (!rope) return {};
  const headWidth = width / heads;
  const dims = [tokenCount(layout), headWidth];
  const cos = new Float32Array(tokenCount(layout) * headWidth).fill(1);
  const sin = new Float32Array(tokenCount(layout) * headWidth);
  const quarter = headWidth / 4;
  const frequencies = Array.from({ length: quarter }, (_, i) => 2 * Math.PI * rope.theta ** (-i / quarter));
  let at = prefixCount(layout) * headWidth;
  for (let row = 0; row < layout.rows; row++) {
    for (let column = 0; column < layout.columns; column++) {
      const centres = [centre(row, layout.rows), centre(column, layout.columns)];
      const angles = centres.flatMap((coordinate) => frequencies.map((frequency) => frequency * coordinate));
      for (const angle of [...angles, ...angles]) {
        cos[at] = Math.cos(angle);
        sin[at++] = Math.sin(angle);
      }
    }
  }
  return { cos: { data: cos, dims }, sin: { data: sin, dims } };
}

/** The middle of a patch when the side reaches from −1 to 1. */
function centre(index: number, count: number): number {
  return (2 * (index + 0.5)) / count - 1;
}

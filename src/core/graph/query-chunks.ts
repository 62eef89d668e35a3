import type { ViTSpec } from '../vit/spec.ts';
import { mostPieces } from './pieces.ts';

// A chunk of attention scores beyond this leaves the processor's caches and only costs memory.
const chunkBytes = 16 * 2 ** 20;
// On a GPU every chunk costs calls; up to here its buffers are also among those that the runtime keeps and uses again.
const gpuChunkBytes = 64 * 2 ** 20;

/**
 * Number of query chunks for a sequence: a power of 4 where it can be, so that few sizes need new sessions; for a GPU
 * always, as its graph cuts pieces into pieces.
 */
export function queryChunksFor({ heads }: Pick<ViTSpec, 'heads'>, tokens: number, gpu = false): number {
  const scoreBytes = heads * tokens * tokens * 4;
  let chunks = 1;
  if (gpu) {
    // No piece is ever left empty as long as each stands for a few tokens.
    const most = tokens / 4;
    while (scoreBytes / chunks > gpuChunkBytes && chunks * mostPieces <= most) chunks *= mostPieces;
    return chunks;
  }
  while (scoreBytes / chunks > chunkBytes) chunks *= 4;
  return evenChunks(tokens, chunks);
}

/** At most `chunks`, lowered until the last chunk is not empty: ONNX `Split` makes all others ⌈tokens / chunks⌉ long. */
export function evenChunks(tokens: number, chunks: number): number {
  return Math.ceil(tokens / Math.ceil(tokens / chunks));
}

import type { ViTSpec } from '../vit/spec.ts';

// A chunk of attention scores beyond this leaves the processor's caches and only costs memory.
const chunkBytes = 16 * 2 ** 20;

/** Number of query chunks for a sequence: a power of 4 where it can be, so that few sizes need new sessions. */
export function queryChunksFor(spec: Pick<ViTSpec, 'heads'>, tokens: number): number {
  const scoreBytes = spec.heads * tokens * tokens * 4;
  let chunks = 1;
  while (scoreBytes / chunks > chunkBytes) chunks *= 4;
  return evenChunks(tokens, chunks);
}

/** At most `chunks`, lowered until the last chunk is not empty: ONNX `Split` makes all others ⌈tokens / chunks⌉ long. */
export function evenChunks(tokens: number, chunks: number): number {
  return Math.ceil(tokens / Math.ceil(tokens / chunks));
}

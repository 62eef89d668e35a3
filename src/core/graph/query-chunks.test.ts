import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evenChunks, queryChunksFor } from './query-chunks.ts';

test('chunks of queries are never empty and never more than asked for', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70_000 }), fc.integer({ min: 1, max: 4096 }), (tokens, chunks) => {
      const even = evenChunks(tokens, chunks);
      const others = Math.ceil(tokens / even);
      expect(even).toBeLessThanOrEqual(chunks);
      expect(others * (even - 1)).toBeLessThan(tokens);
      expect(others).toBe(Math.ceil(tokens / chunks)); // as small as asked for
    }),
  );
});

test('a ViT-B at 700 pixels, whose 64 chunks of 2501 queries would leave the last one empty, takes 63', () => {
  expect(queryChunksFor({ heads: 12 }, 2501)).toBe(63);
});

test('small sequences are not cut', () => {
  expect(queryChunksFor({ heads: 3 }, 197)).toBe(1);
});

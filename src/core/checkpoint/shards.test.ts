import { describe, expect, test } from 'vitest';
import { readFloats } from './safetensors.ts';
import { encodeSafetensors } from './safetensors-writer.ts';
import { openWeights, parseShardIndex } from './shards.ts';

const index = (files: Record<string, string>) =>
  JSON.stringify({ metadata: { total_size: 8 }, weight_map: files });
const shard = (name: string, value: number) =>
  new Blob(encodeSafetensors([{ name, shape: [1], data: Float32Array.of(value) }]));

describe('the index of shards', () => {
  test('gives each file once, in order', () => {
    const files = { a: 'model-00002-of-00002.safetensors', b: 'model-00001-of-00002.safetensors' };
    expect(parseShardIndex(index({ ...files, c: files.a }))).toEqual([files.b, files.a]);
  });

  test.each([
    ['{', "model.safetensors.index.json is not JSON. It should be the publisher's own file, unchanged."],
    ['{}', 'model.safetensors.index.json: weight_map is missing.'],
    ['{"weight_map":7}', 'model.safetensors.index.json: weight_map should be an object, but is 7.'],
    [index({}), 'model.safetensors.index.json: weight_map names no tensors.'],
    [
      index({ a: '../other.safetensors' }),
      'model.safetensors.index.json names ../other.safetensors, which is no safetensors file beside it.',
    ],
    [
      index({ a: 'model.bin' }),
      'model.safetensors.index.json names model.bin, which is no safetensors file beside it.',
    ],
  ])('%s is refused', (text, message) => {
    expect(() => parseShardIndex(text)).toThrow(message);
  });
});

describe('shards', () => {
  test('are read as one file', async () => {
    const file = await openWeights([shard('a', 1), shard('b', 2)]);
    expect([...(await readFloats(file, 'a')), ...(await readFloats(file, 'b'))]).toEqual([1, 2]);
  });

  test('that hold a tensor twice are refused', async () => {
    await expect(openWeights([shard('a', 1), shard('a', 2)])).rejects.toThrow(
      'model.safetensors, shard 2 of 2 holds a again.',
    );
  });

  test('that are broken are named', async () => {
    await expect(openWeights([shard('a', 1), new Blob()])).rejects.toThrow(
      'model.safetensors, shard 2 of 2 is empty (0 bytes). Download it again.',
    );
  });
});

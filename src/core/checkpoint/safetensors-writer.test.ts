import { describe, expect, test } from 'vitest';
import { openSafetensors, readFloats } from './safetensors.ts';
import { encodeSafetensors, encodeSafetensorsHead } from './safetensors-writer.ts';

describe('encodeSafetensors', () => {
  test('what is written is read again, whole or in parts, with its metadata', async () => {
    const parts = encodeSafetensors(
      [
        { name: 'a', shape: [2, 2], data: [Float32Array.of(1, 2), Float32Array.of(3, 4)] },
        { name: 'none', shape: [0], data: new Float32Array(0) },
        { name: 'b', shape: [1], data: Float32Array.of(-0.5) },
      ],
      { note: 'ärger' },
    );
    const file = await openSafetensors(new Blob(parts));
    expect(file.metadata).toEqual({ note: 'ärger' });
    expect(file.tensors.get('a')?.shape).toEqual([2, 2]);
    expect([...(await readFloats(file, 'a'))]).toEqual([1, 2, 3, 4]);
    expect([...(await readFloats(file, 'b'))]).toEqual([-0.5]);
  });

  test('data starts at a multiple of 8 bytes', () => {
    for (const name of ['a', 'ab', 'abc', 'abcdefgh']) {
      expect(encodeSafetensorsHead([{ name, shape: [1] }]).places[0]!.begin % 8).toBe(0);
    }
  });

  test('data that disagrees with its shape is refused', () => {
    expect(() => encodeSafetensors([{ name: 'a', shape: [3], data: new Float32Array(2) }])).toThrow(
      'a of shape [3] takes 12 bytes, not 8.',
    );
  });
});

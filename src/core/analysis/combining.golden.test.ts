import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { distance } from '../../../tools/fixtures/compare.ts';
import { type GoldenName, golden } from '../../../tools/fixtures/goldens.ts';
import { openTensorFile, readTensor } from '../../../tools/fixtures/tensor-file.ts';
import { patchValues, type TokenLayout } from '../vit/token-layout.ts';
import type { AttentionStack } from './attention-stack.ts';
import { combineHeads, meanOverLayers } from './combined-heads.ts';
import { massMask } from './mass-mask.ts';

const goldens = fileURLToPath(new URL('../../../tools/fixtures/goldens/', import.meta.url));
const reference = await openTensorFile(`${goldens}combining.safetensors`);
const source = readFileSync(`${goldens}../../reference/combining.py`, 'utf8');
/** The generator's own weights. */
const weights: number[] = JSON.parse(/^WEIGHTS = (.*)$/m.exec(source)![1]!);

const cases: [string, GoldenName, string, TokenLayout][] = [
  [
    'wide',
    'dinov2-registers-micro',
    '42x84.hf.attention',
    { cls: 1, registers: 4, rows: 3, columns: 6, testTimeRegisters: 0 },
  ],
  [
    'appended',
    'test-time-registers-micro',
    'paper.attention',
    { cls: 1, registers: 0, rows: 5, columns: 5, testTimeRegisters: 1 },
  ],
  [
    'softmax1',
    'gated-softmax1-micro',
    'attention',
    { cls: 1, registers: 0, rows: 4, columns: 4, testTimeRegisters: 0 },
  ],
];

/** The rows of CLS in all layers and heads. */
async function clsRows(name: GoldenName, tensor: string): Promise<AttentionStack> {
  const { data, shape } = await readTensor(await openTensorFile(golden(name).golden), tensor);
  const [layers = 0, heads = 0, tokens = 0] = shape;
  const values = new Float32Array(layers * heads * tokens);
  for (let map = 0; map < layers * heads; map++) {
    values.set(data.subarray(map * tokens * tokens, map * tokens * tokens + tokens), map * tokens);
  }
  return { layers, heads, tokens, values };
}

describe.each(cases)('on %s', (key, name, tensor, layout) => {
  it('weighted heads equal the reference', async () => {
    const stack = await clsRows(name, tensor);
    const { data } = await readTensor(reference, `${key}.weighted`);
    for (let layer = 0; layer < stack.layers; layer++) {
      const expected = data.subarray(layer * stack.tokens, (layer + 1) * stack.tokens);
      const own = combineHeads(stack, layer, { kind: 'weighted', weights });
      expect(distance(own, expected).absolute).toBeLessThan(1e-7);
    }
  });

  it('the mean of a range of layers equals the reference', async () => {
    const stack = await clsRows(name, tensor);
    const { data, shape } = await readTensor(reference, `${key}.range`);
    expect(shape).toEqual([stack.layers - 1, stack.tokens]);
    for (let last = 1; last < stack.layers; last++) {
      const expected = data.subarray((last - 1) * stack.tokens, last * stack.tokens);
      const own = meanOverLayers(stack, { first: 1, last }, { kind: 'mean' });
      expect(distance(own, expected).absolute).toBeLessThan(1e-7);
    }
  });

  it.each([0.6, 0.95])('the patches with %s of the mass of each head equal the reference', async (share) => {
    const stack = await clsRows(name, tensor);
    const { data, shape } = await readTensor(reference, `${key}.mass.${share}`);
    const [heads = 0, patches = 0] = shape;
    for (let head = 0; head < heads; head++) {
      const begin = ((stack.layers - 1) * stack.heads + head) * stack.tokens;
      const values = patchValues(layout, stack.values.subarray(begin, begin + stack.tokens));
      expect([...massMask(values, share)]).toEqual([...data.subarray(head * patches, (head + 1) * patches)]);
    }
  });
});

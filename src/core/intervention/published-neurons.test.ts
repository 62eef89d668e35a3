import { describe, expect, test } from 'vitest';
import type { ViTSpec } from '../vit/spec.ts';
import { publishedListsFor, publishedNeurons } from './published-neurons.ts';
import { checkNeurons } from './reroute.ts';

function specOf(width: number, depth: number, changes: Partial<ViTSpec> = {}): ViTSpec {
  return {
    family: 'dinov2',
    width,
    depth,
    heads: width / 64,
    patch: 14,
    mlp: { kind: 'mlp', hidden: 4 * width },
    activation: 'gelu',
    normEpsilon: 1e-6,
    layerScale: true,
    qkvBias: true,
    normaliser: { kind: 'softmax' },
    cls: true,
    registers: 0,
    position: { rows: 37, columns: 37, prefix: 1, rule: 'bicubic' },
    classes: 0,
    preprocessing: {
      resizeShortSide: 256,
      crop: { height: 224, width: 224 },
      interpolation: 'bicubic',
      mean: [0.485, 0.456, 0.406],
      std: [0.229, 0.224, 0.225],
    },
    ...changes,
  };
}

describe('the published list for', () => {
  test.each([
    ['DINOv2 ViT-S/14', 384, 12, 19],
    ['DINOv2 ViT-B/14', 768, 12, 37],
    ['DINOv2 ViT-L/14', 1024, 24, 45],
  ])('%s fits the model and has all its neurons, none twice', (model, width, depth, count) => {
    const spec = specOf(width, depth);
    const [list, ...others] = publishedListsFor(spec);
    expect(others).toEqual([]);
    expect(list?.model).toBe(model);
    expect(Object.values(list!.neurons).flat()).toHaveLength(count);
    for (const neurons of Object.values(list!.neurons)) expect(new Set(neurons).size).toBe(neurons.length);
    expect(() => checkNeurons(list!.neurons, spec)).not.toThrow();
    expect(list!.source).not.toBe('');
    expect(new URL(list!.url).hostname).toBe('github.com');
  });
});

test('timm’s layout of the same models has the same neurons', () => {
  const [list] = publishedListsFor(specOf(384, 12, { family: 'timm' }));
  expect(list).toBe(publishedNeurons[0]);
});

describe('there is none for', () => {
  test.each([
    ['a model with trained registers', specOf(384, 12, { registers: 4 })],
    [
      'a ViT of the same width with another patch',
      specOf(384, 12, { family: 'timm', patch: 16, layerScale: false }),
    ],
    ['the giant', specOf(1536, 40, { mlp: { kind: 'swiglu', hidden: 4096 } })],
    ['another depth', specOf(768, 24)],
  ])('%s', (_, spec) => {
    expect(publishedListsFor(spec)).toEqual([]);
  });
});

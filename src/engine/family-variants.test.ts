import { describe, expect, test } from 'vitest';
import { distance } from '../../tools/fixtures/compare.ts';
import { goldenDistances } from '../../tools/fixtures/golden-run.ts';
import { type GoldenName, golden } from '../../tools/fixtures/goldens.ts';
import { readIntegers } from '../../tools/fixtures/integers.ts';
import { inPieces, type Rework, rework, zeros } from '../../tools/fixtures/reworked-checkpoint.ts';
import { checkpointBeside, openTensorFile } from '../../tools/fixtures/tensor-file.ts';
import { readFloats } from '../core/checkpoint/safetensors.ts';
import type { NamedTensor } from '../core/checkpoint/safetensors-writer.ts';
import { openModel } from './model.ts';
import { createNodeRuntime } from './node.ts';

const runtime = await createNodeRuntime({ prefer: 'wasm' });

const renamed = (from: RegExp | string, to: string) => (tensor: NamedTensor) => ({
  ...tensor,
  name: tensor.name.replace(from, to),
});

/** Checks that a reworked checkpoint gives what its golden has, as far as it still can. */
async function expectGolden(name: GoldenName, changes: Rework, tensors: readonly string[]): Promise<void> {
  const files = golden(name);
  const source = await rework(await checkpointBeside(files.config), changes);
  const file = await openTensorFile(files.golden);
  const prefix = file.tensors.has('pixels') ? '' : '24x48.';
  const found = await goldenDistances(runtime, source, file, {
    pixels: `${prefix}pixels`,
    prefix,
    only: tensors,
  });
  for (const tensor of tensors) {
    expect(found[tensor]?.absolute, tensor).toBeLessThan(
      tensor === 'attention' ? 1e-5 : Number.POSITIVE_INFINITY,
    );
    expect(found[tensor]?.relative, tensor).toBeLessThan(1e-4);
  }
}

const blockTensors = ['tokens', 'norms', 'attention'];

describe('the same weights in another layout give the same numbers', () => {
  const { vision_config: clipVision } = {
    vision_config: {
      hidden_size: 48,
      intermediate_size: 192,
      num_hidden_layers: 3,
      num_attention_heads: 3,
      image_size: 64,
      patch_size: 16,
    },
  };
  const isText = (name: string) => /^(text_|logit_scale)/.test(name);
  const cases: [string, GoldenName, Rework, readonly string[]][] = [
    [
      'clip_vision_model with its projection',
      'clip-micro',
      {
        config: { model_type: 'clip_vision_model', ...clipVision },
        tensor: (t) => (isText(t.name) ? [] : t),
      },
      [...blockTensors, 'image_embedding'],
    ],
    [
      'clip_vision_model without projection and prefix, with an old file’s position ids',
      'clip-micro',
      {
        config: { model_type: 'clip_vision_model', ...clipVision },
        tensor: (t) => (t.name.startsWith('vision_model.') ? renamed('vision_model.', '')(t) : []),
        more: [zeros('embeddings.position_ids', 1, 17)],
      },
      blockTensors,
    ],
    [
      'vit without a head and prefix, with a pooler',
      'vit-micro',
      {
        tensor: (t) => (t.name.startsWith('vit.') ? renamed('vit.', '')(t) : []),
        more: [zeros('pooler.dense.weight', 24, 24), zeros('pooler.dense.bias', 24)],
      },
      [...blockTensors, 'final'],
    ],
    [
      'vit_mae with its decoder',
      'vit-micro',
      {
        config: { model_type: 'vit_mae' },
        tensor: (t) => (t.name.startsWith('vit.') ? t : []),
        more: [zeros('decoder.decoder_embed.weight', 8, 24), zeros('vit.embeddings.mask_token', 1, 1, 24)],
      },
      [...blockTensors, 'final'],
    ],
    [
      'deit’s bare model',
      'deit-micro',
      { tensor: (t) => (t.name.startsWith('deit.') ? renamed('deit.', '')(t) : []) },
      [...blockTensors, 'final'],
    ],
    [
      'timm in the wrapper of transformers',
      'timm-deit-micro',
      { tensor: renamed(/^/, 'timm_model.') },
      [...blockTensors, 'final', 'logits'],
    ],
    [
      'a gated timm ViT whose config is Hugging Face’s vit',
      'gated-softmax1-micro',
      {
        config: {
          architecture: undefined,
          pretrained_cfg: undefined,
          model_type: 'vit',
          hidden_size: 48,
          num_hidden_layers: 3,
          num_attention_heads: 3,
          intermediate_size: 192,
          image_size: 64,
          patch_size: 16,
          layer_norm_eps: 1e-6,
          auto_map: { AutoModelForImageClassification: 'modeling_vit.ViTForImageClassification' },
        },
      },
      [...blockTensors, 'gate', 'final', 'logits'],
    ],
    [
      'siglip with both towers’ config and a text tower',
      'siglip-micro',
      {
        config: {
          model_type: 'siglip',
          vision_config: {
            hidden_size: 24,
            intermediate_size: 40,
            num_hidden_layers: 2,
            num_attention_heads: 3,
            image_size: 32,
            patch_size: 8,
          },
        },
        more: [
          zeros('text_model.final_layer_norm.weight', 4),
          zeros('logit_bias', 1),
          zeros('logit_scale', 1),
        ],
      },
      [...blockTensors, 'final', 'image_embedding'],
    ],
    [
      'dinov3 with a prefix, its θ among rope_parameters',
      'dinov3-micro',
      {
        config: { rope_theta: undefined, rope_parameters: { rope_theta: 100 } },
        tensor: renamed(/^/, 'model.'),
      },
      [...blockTensors, 'final'],
    ],
    [
      'open_clip with weights that are not fused beside fused biases',
      'open-clip-micro',
      {
        tensor: (t) =>
          t.name.endsWith('in_proj_weight')
            ? inPieces(
                t,
                ['q', 'k', 'v'].map((part) => t.name.replace('in_', `${part}_`)),
              )
            : t,
      },
      [...blockTensors, 'final', 'image_embedding'],
    ],
    [
      'open_clip with layers that are not fused',
      'open-clip-micro',
      {
        tensor: (t) =>
          /in_proj_(weight|bias)$/.test(t.name)
            ? inPieces(
                t,
                ['q', 'k', 'v'].map((part) => t.name.replace('in_proj_', `${part}_proj.`)),
              )
            : t,
      },
      [...blockTensors, 'final', 'image_embedding'],
    ],
  ];
  test.each(cases)('%s', async (_, name, changes, tensors) => {
    await expectGolden(name, changes, tensors);
  });
});

describe('open_clip’s text tower equals its reference', () => {
  test.each([
    ['in the class CLIP', ''],
    ['in the class CustomTextCLIP, under a name of its own', 'text.'],
  ])('%s', async (_, prefix) => {
    const files = golden('open-clip-micro');
    const source = await rework(await checkpointBeside(files.config), {
      tensor: (t) => (/^(visual\.|logit_scale)/.test(t.name) ? t : { ...t, name: prefix + t.name }),
    });
    const file = await openTensorFile(files.golden);
    const tower = await (await openModel(source, runtime)).text();
    const ids = await readIntegers(file, 'token_ids');
    const { layers, embedding } = await tower.run(ids, { taps: ['attention'], where: 'The prompt' });
    const compare = async (name: string, actual: Float32Array) =>
      distance(actual, await readFloats(file, name));
    const joined = (parts: readonly Float32Array[]) => Float32Array.from(parts.flatMap((part) => [...part]));
    expect((await compare('text_embedding', embedding)).relative).toBeLessThan(1e-4);
    expect((await compare('text_tokens', joined(layers.map(({ output }) => output)))).relative).toBeLessThan(
      1e-4,
    );
    const attention = joined(layers.map(({ taps }) => taps.attention!));
    expect((await compare('text_attention', attention)).absolute).toBeLessThan(1e-5);
    expect(tower.logitScale).toBeCloseTo(Math.exp(2.6592), 4);
  });
});

test('class names come from the config, unless they are mere numbers', async () => {
  const source = await checkpointBeside(golden('vit-micro').config);
  expect((await openModel(source, runtime)).labels).toEqual(['ant', 'bee', 'cat', 'dog', 'elk']);
  const id2label = Object.fromEntries([0, 1, 2, 3, 4].map((i) => [i, `LABEL_${i}`]));
  expect((await openModel(await rework(source, { config: { id2label } }), runtime)).labels).toBeUndefined();
});

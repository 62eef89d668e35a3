import { describe, expect, test } from 'vitest';
import { randomDinov2, randomTimm } from '../../tools/fixtures/random-checkpoint.ts';
import { knownFamilies } from '../core/checkpoint/checkpoint.ts';
import type { CheckpointSource } from './engine.ts';
import { openModel } from './model.ts';
import type { Runtime } from './runtime.ts';

type Json = Record<string, unknown>;
interface Header {
  [tensor: string]: { dtype: string; shape: number[]; data_offsets: number[] };
}

const noRuntime: Runtime = {
  report: { backend: 'wasm', threads: 1, reason: '' },
  session: () => Promise.reject(new Error('Opening a model makes no session.')),
};

/** The same checkpoint with fields of its config replaced; undefined removes one. */
async function withConfig(source: CheckpointSource, changes: Json): Promise<CheckpointSource> {
  const config: Json = JSON.parse(await source.config.text());
  return { ...source, config: new Blob([JSON.stringify({ ...config, ...changes })]) };
}

async function withModelArgs(source: CheckpointSource, changes: Json): Promise<CheckpointSource> {
  const { model_args } = JSON.parse(await source.config.text());
  return withConfig(source, { model_args: { ...model_args, ...changes } });
}

/** The same checkpoint with its header's entries changed; the data keeps its place. */
async function withHeader(
  source: CheckpointSource,
  change: (header: Header) => void,
): Promise<CheckpointSource> {
  const bytes = await source.weights.slice(0, source.weights.size).arrayBuffer();
  const length = Number(new DataView(bytes).getBigUint64(0, true));
  const header: Header = JSON.parse(new TextDecoder().decode(bytes.slice(8, 8 + length)));
  change(header);
  const text = new TextEncoder().encode(JSON.stringify(header));
  const more = new Uint8Array(4); // room for a tensor of one number
  const weights = new Blob([BigUint64Array.of(BigInt(text.length)), text, bytes.slice(8 + length), more]);
  return { ...source, weights };
}

function addTensor(header: Header, name: string): void {
  const end = Math.max(...Object.values(header).map(({ data_offsets }) => data_offsets?.[1] ?? 0));
  header[name] = { dtype: 'F32', shape: [1], data_offsets: [end, end + 4] };
}

/** What opening a checkpoint rejects with. */
async function failure(source: CheckpointSource | Promise<CheckpointSource>): Promise<string> {
  const error = await openModel(await source, noRuntime).then(
    () => new Error('It opened.'),
    (thrown: Error) => thrown,
  );
  return `${error.name}: ${error.message}`;
}

const known = `Known are ${knownFamilies.join(', ')}.`;
const notJson = "is not JSON. It should be the publisher's own file, unchanged.";

describe('a config.json that is none is refused', () => {
  test.each([
    ['', `config.json ${notJson}`],
    ['{"model_type":', `config.json ${notJson}`],
    ['[]', 'config.json: the whole file should be an object, but is a list.'],
    ['null', 'config.json: the whole file should be an object, but is null.'],
    ['7', 'config.json: the whole file should be an object, but is 7.'],
    ['{}', `config.json has neither a model_type nor an architecture. ${known}`],
    ['{"model_type":7}', `config.json has neither a model_type nor an architecture. ${known}`],
    [
      '{"model_type":"swin"}',
      `config.json has the model type swin, a transformer of another build: with windows, stages or other blocks. ${known}`,
    ],
    [
      '{"architecture":"vit_tiny_patch16_224"}',
      `config.json has the architecture vit_tiny_patch16_224, without pretrained_cfg. ${known}`,
    ],
  ])('%s', async (config, message) => {
    expect(await failure({ ...randomDinov2(), config: new Blob([config]) })).toBe(`InputError: ${message}`);
  });
});

describe('a field of dinov2 that is wrong, or disagrees with the tensors, is named', () => {
  const weights = (tensor: string, should: string, has: string) =>
    `model.safetensors: tensor ${tensor} should have the shape [${should}] by config.json, but has [${has}].`;
  const projection = 'embeddings.patch_embeddings.projection.weight';
  const fc1 = 'encoder.layer.0.mlp.fc1.weight';
  test.each<[Json, string]>([
    [{ hidden_size: undefined }, 'config.json: hidden_size is missing.'],
    [{ hidden_size: '24' }, 'config.json: hidden_size should be number, but is "24".'],
    [{ hidden_size: 0 }, 'config.json: hidden_size should be >=1, but is 0.'],
    [{ hidden_size: 1.5 }, 'config.json: hidden_size should be a whole number, but is 1.5.'],
    [{ hidden_size: 1e300 }, 'config.json: hidden_size should be <=1000000000, but is 1e+300.'],
    [{ hidden_size: null }, 'config.json: hidden_size should be number, but is null.'],
    [{ hidden_size: 48 }, weights(projection, '48, 3, 4, 4', '24, 3, 4, 4')],
    [{ num_attention_heads: 5 }, 'config.json: a width of 24 cannot be divided among 5 heads.'],
    [
      { num_hidden_layers: 2 },
      'config.json: num_hidden_layers is 2, but the tensors of model.safetensors give 3.',
    ],
    [
      { num_hidden_layers: 1e9 },
      'config.json: num_hidden_layers is 1000000000, but the tensors of model.safetensors give 3.',
    ],
    [{ mlp_ratio: -1 }, 'config.json: mlp_ratio should be >0, but is -1.'],
    [{ mlp_ratio: 1e12 }, 'config.json: mlp_ratio should be <=1000000000, but is 1000000000000.'],
    [{ mlp_ratio: 2 }, weights(fc1, '48, 24', '96, 24')],
    [{ hidden_act: 'relu' }, 'config.json: hidden_act should be "gelu", but is "relu".'],
    [{ qkv_bias: 'yes' }, 'config.json: qkv_bias should be boolean, but is "yes".'],
    [
      { qkv_bias: false },
      'model.safetensors has the tensor encoder.layer.0.attention.attention.query.bias and 8 more, which the model that config.json describes does not have. Check that the two files belong together.',
    ],
    [{ num_channels: 1 }, 'config.json: num_channels should be 3, but is 1.'],
    [{ layer_norm_eps: 0 }, 'config.json: layer_norm_eps should be >0, but is 0.'],
    [{ patch_size: 2 }, weights(projection, '24, 3, 2, 2', '24, 3, 4, 4')],
    [{ patch_size: 64 }, 'config.json: image_size is smaller than patch_size.'],
    [
      { image_size: 32 },
      'model.safetensors: tensor embeddings.position_embeddings should hold 65 × 24 numbers by config.json, but holds 408.',
    ],
    [{ use_swiglu_ffn: true }, 'model.safetensors has no tensor encoder.layer.0.mlp.weights_in.weight.'],
    [{ model_type: 'dinov2_with_registers' }, 'model.safetensors has no tensor embeddings.register_tokens.'],
  ])('%j', async (changes, message) => {
    expect(await failure(withConfig(randomDinov2(), changes))).toBe(`InputError: ${message}`);
  });

  test('a number of registers that no memory could hold', async () => {
    expect(await failure(withConfig(randomDinov2({ registers: 2 }), { num_register_tokens: 1e9 }))).toBe(
      'InputError: model.safetensors: tensor embeddings.register_tokens should hold 1000000000 × 24 numbers by config.json, but holds 48.',
    );
  });

  test('registers that the model type does not have', async () => {
    expect(await failure(withConfig(randomDinov2({ registers: 2 }), { model_type: 'dinov2' }))).toBe(
      'InputError: model.safetensors has the tensor embeddings.register_tokens, which the model that config.json describes does not have. Check that the two files belong together.',
    );
  });
});

describe('a field of timm that is wrong, or disagrees with the tensors, is named', () => {
  const source = randomTimm({ classes: 3, registers: 2, placed: 3 });
  const cfg = (changes: Json) => ({ pretrained_cfg: { input_size: [3, 16, 16], ...changes } });
  test.each<[Json, string]>([
    [
      { architecture: 'resnet50' },
      "config.json: the architecture resnet50 is a convolutional network, which has no attention over patches. Known are timm's vit_… and deit….",
    ],
    [
      { architecture: 'vit_odd_patch16', model_args: {} },
      'config.json does not say how many heads vit_odd_patch16 has. Add "num_heads" to its model_args.',
    ],
    [{ model_args: 7 }, 'config.json: model_args should be an object, but is 7.'],
    [{ num_classes: 4 }, 'config.json: num_classes is 4, but the tensors of model.safetensors give 3.'],
    [{ num_classes: '3' }, 'config.json: num_classes should be number, but is "3".'],
    [{ global_pool: 'max' }, 'config.json: global_pool is max; known are token, avg, map.'],
    [{ pretrained_cfg: null }, 'config.json: pretrained_cfg should be an object, but is null.'],
    [{ pretrained_cfg: {} }, 'config.json: pretrained_cfg.input_size is missing.'],
    [cfg({ input_size: [1, 16, 16] }), 'config.json: pretrained_cfg.input_size.0 should be 3, but is 1.'],
    [
      cfg({ input_size: [3, 32, 32] }),
      "model.safetensors: pos_embed has 19 entries, which does not fit the 8 × 8 patches that config.json's input_size gives.",
    ],
    [
      cfg({ interpolation: 'nearest' }),
      'config.json: pretrained_cfg.interpolation should be ("bicubic" | "bilinear"), but is "nearest".',
    ],
    [cfg({ mean: [0.5, 0.5] }), 'config.json: pretrained_cfg.mean.2 is missing.'],
  ])('%j', async (changes, message) => {
    expect(await failure(withConfig(source, changes))).toBe(`InputError: ${message}`);
  });

  test.each<[Json, string]>([
    [{ embed_dim: 25 }, 'model_args.embed_dim is 25, but the tensors of model.safetensors give 24.'],
    [{ depth: 2 }, 'model_args.depth is 2, but the tensors of model.safetensors give 3.'],
    [{ reg_tokens: 4 }, 'model_args.reg_tokens is 4, but the tensors of model.safetensors give 2.'],
    [{ patch_size: 8 }, 'model_args.patch_size is 8, but the tensors of model.safetensors give 4.'],
    [{ num_heads: 5 }, 'a width of 24 cannot be divided among 5 heads.'],
    [{ class_token: false }, 'global_pool is token, but the model has no class token.'],
  ])('model_args %j', async (changes, message) => {
    expect(await failure(withModelArgs(source, changes))).toBe(`InputError: config.json: ${message}`);
  });

  test('what the config does not say is taken from the tensors', async () => {
    const silent = await withConfig(source, { num_classes: undefined, model_args: { num_heads: 3 } });
    const { spec } = await openModel(silent, noRuntime);
    expect(spec).toMatchObject({ width: 24, depth: 3, heads: 3, patch: 4, registers: 2, classes: 3 });
    expect(spec.position).toEqual({ rows: 4, columns: 4, prefix: 3, rule: 'bicubic-antialias' });
  });
});

describe('tensors that are missing, misshapen, of another type or too many are named', () => {
  const timm = randomTimm();
  const dinov2 = randomDinov2();
  const misshapen = (tensor: string, should: string, has: string) =>
    `model.safetensors: tensor ${tensor} should have the shape [${should}] by config.json, but has [${has}].`;
  test.each<[string, CheckpointSource, (header: Header) => void, string]>([
    [
      'a bias in the middle',
      dinov2,
      (header) => delete header['encoder.layer.1.mlp.fc1.bias'],
      'model.safetensors has no tensor encoder.layer.1.mlp.fc1.bias.',
    ],
    [
      'the first block',
      dinov2,
      (header) => delete header['encoder.layer.0.norm1.weight'],
      'model.safetensors has no tensor encoder.layer.0.norm1.weight.',
    ],
    [
      'the class token',
      dinov2,
      (header) => delete header['embeddings.cls_token'],
      'model.safetensors has no tensor embeddings.cls_token.',
    ],
    [
      'a transposed weight',
      dinov2,
      (header) => header['encoder.layer.1.mlp.fc1.weight']!.shape.reverse(),
      misshapen('encoder.layer.1.mlp.fc1.weight', '96, 24', '24, 96'),
    ],
    [
      'whole numbers in a late block',
      dinov2,
      (header) => Object.assign(header['encoder.layer.2.mlp.fc1.weight']!, { dtype: 'I32' }),
      'model.safetensors: tensor encoder.layer.2.mlp.fc1.weight is I32; weights must be F32, F16 or BF16.',
    ],
    [
      'a norm of queries, which would change the numbers',
      timm,
      (header) => addTensor(header, 'blocks.1.attn.q_norm.weight'),
      'model.safetensors has the tensor blocks.1.attn.q_norm.weight, which the model that config.json describes does not have. Check that the two files belong together.',
    ],
    [
      'the fused q, k, v transposed',
      timm,
      (header) => header['blocks.1.attn.qkv.weight']!.shape.reverse(),
      misshapen('blocks.1.attn.qkv.weight', '72, 24', '24, 72'),
    ],
    [
      'flat positions',
      timm,
      (header) => Object.assign(header.pos_embed!, { shape: [17, 24] }),
      'model.safetensors: tensor pos_embed should have 3 dimensions, but has 2.',
    ],
    [
      'a flat first layer of the MLP',
      timm,
      (header) => Object.assign(header['blocks.0.mlp.fc1.weight']!, { shape: [48 * 24] }),
      'model.safetensors: tensor blocks.0.mlp.fc1.weight should have 2 dimensions, but has 1.',
    ],
    [
      'no projection of patches',
      timm,
      (header) => delete header['patch_embed.proj.weight'],
      'model.safetensors has no tensor patch_embed.proj.weight.',
    ],
  ])('%s', async (_, source, change, message) => {
    expect(await failure(withHeader(source, change))).toBe(`InputError: ${message}`);
  });
});

test('the giant’s SwiGLU has ⌊(⌊4 · width · 2 / 3⌋ + 7) / 8⌋ · 8 hidden units', async () => {
  const { spec } = await openModel(randomDinov2({ swiglu: true }), noRuntime);
  expect(spec.mlp).toEqual({ kind: 'swiglu', hidden: 64 });
});

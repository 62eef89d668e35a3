import * as v from 'valibot';
import * as words from '#words/core/checkpoint.ts';
import { InputError } from '../input-error.ts';
import type { ViTSpec } from '../vit/spec.ts';
import { count, parseFields, positiveInteger, positiveNumber } from './config-schema.ts';
import { blockCount, type Config, crossCheck, type Family, findPrefix, type TensorShapes } from './family.ts';
import { imageNet, readLabels, squareGrid } from './hugging-face.ts';
import { type NameMap, pair, pairs } from './name-map.ts';

const schema = v.object({
  hidden_size: positiveInteger,
  num_hidden_layers: positiveInteger,
  num_attention_heads: positiveInteger,
  mlp_ratio: v.optional(positiveNumber, 4),
  hidden_act: v.optional(v.picklist(['gelu']), 'gelu'),
  layer_norm_eps: v.optional(positiveNumber, 1e-6),
  image_size: v.optional(positiveInteger, 224),
  patch_size: v.optional(positiveInteger, 14),
  num_channels: v.optional(v.literal(3), 3),
  qkv_bias: v.optional(v.boolean(), true),
  use_swiglu_ffn: v.optional(v.boolean(), false),
  num_register_tokens: v.optional(count, 4),
});

/**
 * Hugging Face `dinov2` and `dinov2_with_registers`, bare or for image classification
 * (transformers/models/dinov2/modeling_dinov2.py, dinov2_with_registers/modeling_dinov2_with_registers.py).
 */
export const dinov2: Family = {
  title: words.families.dinov2,

  matches: ({ model_type: type }) => type === 'dinov2' || type === 'dinov2_with_registers',

  read(config, shapes) {
    const prefix = findPrefix(shapes, ['', `${config.model_type}.`], 'embeddings.cls_token');
    const spec = parseSpec(config, shapes, prefix);
    const labels = readLabels(config, spec.classes);
    return {
      spec,
      embedding: {
        ...pair('projection', `${prefix}embeddings.patch_embeddings.projection`),
        cls: { tensor: `${prefix}embeddings.cls_token` },
        positions: { tensor: `${prefix}embeddings.position_embeddings` },
        registers: { tensor: `${prefix}embeddings.register_tokens` },
      },
      block: (layer) => blockNames(`${prefix}encoder.layer.${layer}`, spec),
      head: pairs({ norm: `${prefix}layernorm`, head: 'classifier' }),
      isUnused: (tensor) => tensor === `${prefix}embeddings.mask_token`,
      ...(labels && { labels }),
    };
  },
};

function parseSpec(config: Config, shapes: TensorShapes, prefix: string): ViTSpec {
  const fields = parseFields(schema, config, 'config.json');
  const withRegisters = config.model_type === 'dinov2_with_registers';
  const width = fields.hidden_size;
  const hidden = Math.trunc(width * fields.mlp_ratio);
  const depth = blockCount(shapes, (layer) => `${prefix}encoder.layer.${layer}.norm1.weight`);
  crossCheck([['num_hidden_layers', fields.num_hidden_layers, depth]]);
  if (fields.image_size < fields.patch_size) {
    throw new InputError(words.imageBelowPatch);
  }
  return {
    family: 'dinov2',
    width,
    depth,
    heads: fields.num_attention_heads,
    patch: fields.patch_size,
    mlp: fields.use_swiglu_ffn
      ? { kind: 'swiglu', hidden: Math.floor((Math.trunc((hidden * 2) / 3) + 7) / 8) * 8 }
      : { kind: 'mlp', hidden },
    activation: 'gelu',
    normEpsilon: fields.layer_norm_eps,
    layerScale: true,
    qkvBias: fields.qkv_bias,
    normaliser: { kind: 'softmax' },
    cls: true,
    registers: withRegisters ? fields.num_register_tokens : 0,
    position: {
      ...squareGrid(fields.image_size, fields.patch_size),
      prefix: 1,
      rule: withRegisters ? 'bicubic-antialias' : 'bicubic',
    },
    head: { norm: 'tokens', pool: 'cls-and-mean' },
    classes: shapes.get('classifier.weight')?.[0] ?? 0,
    preprocessing: {
      resizeShortSide: 256,
      crop: { height: 224, width: 224 },
      interpolation: 'bicubic',
      ...imageNet,
    },
  };
}

function blockNames(block: string, { mlp }: ViTSpec): NameMap {
  return {
    ...pairs({
      norm1: `${block}.norm1`,
      q: `${block}.attention.attention.query`,
      k: `${block}.attention.attention.key`,
      v: `${block}.attention.attention.value`,
      proj: `${block}.attention.output.dense`,
      norm2: `${block}.norm2`,
      fc1: `${block}.mlp.fc1`,
      fc2: `${block}.mlp.fc2`,
    }),
    ...(mlp.kind === 'swiglu' && {
      ...pair('fc1_gate', `${block}.mlp.weights_in`, { part: 0, parts: 2 }),
      ...pair('fc1', `${block}.mlp.weights_in`, { part: 1, parts: 2 }),
      ...pair('fc2', `${block}.mlp.weights_out`),
    }),
    ls1: { tensor: `${block}.layer_scale1.lambda1` },
    ls2: { tensor: `${block}.layer_scale2.lambda1` },
  };
}

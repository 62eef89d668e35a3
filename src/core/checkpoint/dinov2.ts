import * as v from 'valibot';
import { InputError } from '../input-error.ts';
import type { ViTSpec } from '../vit/spec.ts';
import { count, parseFields, positiveInteger, positiveNumber } from './config-schema.ts';
import { blockCount, crossCheck, type Family, type NameMap } from './family.ts';

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

const imageNet = {
  mean: [0.485, 0.456, 0.406],
  std: [0.229, 0.224, 0.225],
} as const;

/**
 * Hugging Face `dinov2` and `dinov2_with_registers`
 * (transformers/models/dinov2/modeling_dinov2.py, dinov2_with_registers/modeling_dinov2_with_registers.py).
 */
export const dinov2: Family = {
  matches: (config) => config.model_type === 'dinov2' || config.model_type === 'dinov2_with_registers',

  parseSpec(config, shapes): ViTSpec {
    const fields = parseFields(schema, config, 'config.json');
    const withRegisters = config.model_type === 'dinov2_with_registers';
    const width = fields.hidden_size;
    const hidden = Math.trunc(width * fields.mlp_ratio);
    const grid = Math.floor(fields.image_size / fields.patch_size);
    const depth = blockCount(shapes, (layer) => `encoder.layer.${layer}.norm1.weight`);
    crossCheck([['num_hidden_layers', fields.num_hidden_layers, depth]]);
    if (grid === 0) throw new InputError('config.json: image_size is smaller than patch_size.');
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
        rows: grid,
        columns: grid,
        prefix: 1,
        rule: withRegisters ? 'bicubic-antialias' : 'bicubic',
      },
      classes: 0,
      preprocessing: {
        resizeShortSide: 256,
        crop: { height: 224, width: 224 },
        interpolation: 'bicubic',
        ...imageNet,
      },
    };
  },

  unusedTensors: ['embeddings.mask_token'],

  embeddingNames: (spec) => ({
    'projection.weight': { tensor: 'embeddings.patch_embeddings.projection.weight' },
    'projection.bias': { tensor: 'embeddings.patch_embeddings.projection.bias' },
    cls: { tensor: 'embeddings.cls_token' },
    positions: { tensor: 'embeddings.position_embeddings' },
    ...(spec.registers > 0 && { registers: { tensor: 'embeddings.register_tokens' } }),
  }),

  blockNames(spec, layer) {
    const block = `encoder.layer.${layer}`;
    const [fc1, fc2] = spec.mlp.kind === 'swiglu' ? ['weights_in', 'weights_out'] : ['fc1', 'fc2'];
    return {
      ...pair('norm1', `${block}.norm1`),
      ...pair('q', `${block}.attention.attention.query`),
      ...pair('k', `${block}.attention.attention.key`),
      ...pair('v', `${block}.attention.attention.value`),
      ...pair('proj', `${block}.attention.output.dense`),
      ls1: { tensor: `${block}.layer_scale1.lambda1` },
      ...pair('norm2', `${block}.norm2`),
      ...pair('fc1', `${block}.mlp.${fc1}`),
      ...pair('fc2', `${block}.mlp.${fc2}`),
      ls2: { tensor: `${block}.layer_scale2.lambda1` },
    };
  },

  headNames: () => pair('norm', 'layernorm'),
};

/** The weight and bias of one layer. */
function pair(name: string, tensor: string): NameMap {
  return {
    [`${name}.weight`]: { tensor: `${tensor}.weight` },
    [`${name}.bias`]: { tensor: `${tensor}.bias` },
  };
}

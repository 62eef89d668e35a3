import * as v from 'valibot';
import * as words from '#words/core/checkpoint.ts';
import { InputError } from '../input-error.ts';
import type { ViTSpec } from '../vit/spec.ts';
import { count, parseFields, positiveInteger, positiveNumber } from './config-schema.ts';
import { blockCount, type Config, crossCheck, type Family, findPrefix, type TensorShapes } from './family.ts';
import { activationField, epsilon, imageNet, squareGrid, visionFields } from './hugging-face.ts';
import { type NameMap, pairs } from './name-map.ts';

const { hidden_size: _, ...commonFields } = visionFields;

const schema = v.object({
  ...commonFields,
  hidden_size: v.nullish(positiveInteger, 384),
  intermediate_size: v.nullish(positiveInteger, 1536),
  num_attention_heads: v.nullish(positiveInteger, 6),
  patch_size: v.nullish(positiveInteger, 16),
  // In gated MLPs it is the gate's.
  hidden_act: v.nullish(v.string(), 'gelu'),
  layer_norm_eps: epsilon(1e-5),
  rope_theta: v.optional(positiveNumber),
  rope_parameters: v.optional(v.object({ rope_theta: v.optional(positiveNumber) })),
  num_register_tokens: v.nullish(count, 0),
  query_bias: v.nullish(v.boolean(), true),
  key_bias: v.nullish(v.boolean(), false),
  value_bias: v.nullish(v.boolean(), true),
  use_gated_mlp: v.nullish(v.boolean(), false),
});

const activation = v.object({ hidden_act: activationField('gelu') });
const gateActivation = v.object({ hidden_act: v.nullish(v.literal('silu'), 'silu') });

/** Hugging Face `dinov3_vit` (transformers/models/dinov3_vit/modeling_dinov3_vit.py). */
export const dinov3: Family = {
  title: words.families.dinov3,

  matches: ({ model_type: type }) => type === 'dinov3_vit',

  read(config, shapes) {
    const prefix = findPrefix(shapes, ['', 'model.', 'dinov3_vit.'], 'embeddings.cls_token');
    const spec = parseSpec(config, shapes, prefix);
    return {
      spec,
      embedding: {
        ...pairs({ projection: `${prefix}embeddings.patch_embeddings` }),
        cls: { tensor: `${prefix}embeddings.cls_token` },
        registers: { tensor: `${prefix}embeddings.register_tokens` },
      },
      block: (layer) => blockNames(`${prefix}layer.${layer}`),
      head: pairs({ norm: `${prefix}norm` }),
      isUnused: (tensor) =>
        tensor === `${prefix}embeddings.mask_token` || tensor === `${prefix}rope_embeddings.inv_freq`,
    };
  },
};

function parseSpec(config: Config, shapes: TensorShapes, prefix: string): ViTSpec {
  const fields = parseFields(schema, config, 'config.json');
  const depth = blockCount(shapes, (layer) => `${prefix}layer.${layer}.norm1.weight`);
  crossCheck([['num_hidden_layers', fields.num_hidden_layers, depth]]);
  if (fields.query_bias !== fields.value_bias) {
    throw new InputError(words.unequalBiases);
  }
  const { hidden_size: width, num_attention_heads: heads, image_size: side } = fields;
  if ((width / heads) % 4 !== 0) {
    throw new InputError(words.noRotaryWidth(width, heads));
  }
  const gated = fields.use_gated_mlp;
  if (gated) parseFields(gateActivation, config, 'config.json');
  return {
    family: 'dinov3',
    width,
    depth,
    heads,
    patch: fields.patch_size,
    mlp: { kind: gated ? 'swiglu' : 'mlp', hidden: fields.intermediate_size },
    activation: gated ? 'gelu' : parseFields(activation, config, 'config.json').hidden_act,
    normEpsilon: fields.layer_norm_eps,
    layerScale: true,
    qkvBias: fields.query_bias,
    keyBias: fields.key_bias,
    rope: { theta: fields.rope_theta ?? fields.rope_parameters?.rope_theta ?? 100 },
    normaliser: { kind: 'softmax' },
    cls: true,
    registers: fields.num_register_tokens,
    position: { ...squareGrid(side, fields.patch_size), prefix: 0, rule: 'rope' },
    classes: 0,
    preprocessing: {
      resizeShortSide: side,
      crop: { height: side, width: side },
      stretch: true,
      interpolation: 'bilinear',
      ...imageNet,
    },
  };
}

function blockNames(block: string): NameMap {
  return {
    ...pairs({
      norm1: `${block}.norm1`,
      q: `${block}.attention.q_proj`,
      k: `${block}.attention.k_proj`,
      v: `${block}.attention.v_proj`,
      proj: `${block}.attention.o_proj`,
      norm2: `${block}.norm2`,
      fc1_gate: `${block}.mlp.gate_proj`,
      fc1: `${block}.mlp.up_proj`,
      fc2: `${block}.mlp.down_proj`,
    }),
    ls1: { tensor: `${block}.layer_scale1.lambda1` },
    ls2: { tensor: `${block}.layer_scale2.lambda1` },
  };
}

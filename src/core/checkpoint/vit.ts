import * as v from 'valibot';
import * as words from '#words/core/checkpoint.ts';
import type { HeadSpec, ViTSpec } from '../vit/spec.ts';
import { parseFields, positiveInteger } from './config-schema.ts';
import { blockCount, type Config, crossCheck, type Family, findPrefix, type TensorShapes } from './family.ts';
import {
  activationField,
  epsilon,
  halves,
  imageNet,
  readLabels,
  squareGrid,
  visionFields,
  vitBlock,
} from './hugging-face.ts';
import { type NameMap, pairs } from './name-map.ts';
import { readNormaliser } from './outeffhop.ts';
import { findGate, gateNames } from './outeffhop-gate.ts';

const schema = v.object({
  ...visionFields,
  patch_size: v.nullish(positiveInteger, 16),
  hidden_act: activationField('gelu'),
  layer_norm_eps: epsilon(1e-12),
  qkv_bias: v.nullish(v.boolean(), true),
  attn_gate_type: v.optional(v.string()),
});

const types = ['vit', 'deit', 'vit_mae'];

/** Heads of their own in these classes; the names that classes without one leave out do no harm. */
const classifier = 'classifier';
const teacherClassifier = 'cls_classifier';
const distilledClassifier = 'distillation_classifier';

/**
 * Hugging Face `vit`, `deit` and `vit_mae`, bare or for image classification
 * (transformers/models/vit/modeling_vit.py and those beside it), and with OutEffHop's gates and normalisers.
 */
export const vit: Family = {
  title: words.families.vit,

  matches: ({ model_type: type }) => types.some((known) => known === type),

  read(config, shapes) {
    const prefix = findPrefix(shapes, ['', 'vit.', 'deit.'], 'embeddings.cls_token');
    const spec = parseSpec(config, shapes, prefix);
    const labels = readLabels(config, spec.classes);
    const embeddings = `${prefix}embeddings`;
    return {
      spec,
      embedding: {
        ...pairs({ projection: `${embeddings}.patch_embeddings.projection` }),
        cls: { tensor: `${embeddings}.cls_token` },
        distillation: { tensor: `${embeddings}.distillation_token` },
        positions: { tensor: `${embeddings}.position_embeddings` },
      },
      block: (layer) => blockNames(`${prefix}encoder.layer.${layer}`, spec),
      head: pairs({
        norm: `${prefix}layernorm`,
        head: spec.head?.distilled ? teacherClassifier : classifier,
        head_dist: distilledClassifier,
      }),
      isUnused: (tensor) =>
        tensor.startsWith('decoder.') ||
        tensor.startsWith(`${prefix}pooler.`) ||
        tensor === `${embeddings}.mask_token`,
      ...(labels && { labels }),
    };
  },
};

function parseSpec(config: Config, shapes: TensorShapes, prefix: string): ViTSpec {
  const fields = parseFields(schema, config, 'config.json');
  const block = `${prefix}encoder.layer`;
  const depth = blockCount(shapes, (layer) => `${block}.${layer}.layernorm_before.weight`);
  crossCheck([['num_hidden_layers', fields.num_hidden_layers, depth]]);
  const { hidden_size: width, num_attention_heads: heads, image_size: side } = fields;
  const gate = findGate(shapes, `${block}.0.attention.attention`, {
    width,
    heads,
    gateType: fields.attn_gate_type,
  });
  const distillation = shapes.get(`${prefix}embeddings.distillation_token`) !== undefined;
  const head = headOf(shapes);
  const isDeit = config.model_type === 'deit';
  return {
    family: 'vit',
    width,
    depth,
    heads,
    patch: fields.patch_size,
    mlp: { kind: 'mlp', hidden: fields.intermediate_size },
    activation: fields.hidden_act,
    normEpsilon: fields.layer_norm_eps,
    layerScale: false,
    qkvBias: fields.qkv_bias,
    normaliser: readNormaliser(config),
    ...(gate && { gate }),
    cls: true,
    ...(distillation && { distillation }),
    registers: 0,
    position: {
      ...squareGrid(side, fields.patch_size),
      prefix: distillation ? 2 : 1,
      rule: 'bicubic',
    },
    head,
    classes: shapes.get(`${head.distilled ? teacherClassifier : classifier}.weight`)?.[0] ?? 0,
    preprocessing: {
      resizeShortSide: isDeit ? Math.floor((side * 256) / 224) : side,
      crop: { height: side, width: side },
      stretch: true,
      interpolation: isDeit ? 'bicubic' : 'bilinear',
      ...(isDeit || config.model_type === 'vit_mae' ? imageNet : halves),
    },
  };
}

function headOf(shapes: TensorShapes): HeadSpec {
  const distilled = shapes.get(`${distilledClassifier}.weight`) !== undefined;
  return { norm: 'tokens', pool: 'cls', ...(distilled && { distilled }) };
}

function blockNames(block: string, { gate, heads }: ViTSpec): NameMap {
  return {
    ...vitBlock(block),
    ...gateNames(gate, heads, `${block}.attention.attention`),
  };
}

import * as v from 'valibot';
import * as words from '#words/core/checkpoint.ts';
import type { TextSpec, ViTSpec } from '../vit/spec.ts';
import { count, parseFields, positiveInteger } from './config-schema.ts';
import {
  blockCount,
  type Config,
  crossCheck,
  type Family,
  findPrefix,
  type TensorShapes,
  type TextBlueprint,
} from './family.ts';
import {
  activationField,
  clipBlock,
  clipColours,
  epsilon,
  squareGrid,
  visionFields,
} from './hugging-face.ts';
import { pair } from './name-map.ts';

/** As far as a config is silent, its class's defaults hold. */
const clipVisionFields = v.object({
  ...visionFields,
  patch_size: v.nullish(positiveInteger, 32),
  hidden_act: activationField('quick_gelu'),
  layer_norm_eps: epsilon(1e-5),
});

const textFields = v.object({
  hidden_size: v.nullish(positiveInteger, 512),
  intermediate_size: v.nullish(positiveInteger, 2048),
  num_hidden_layers: v.nullish(positiveInteger, 12),
  num_attention_heads: v.nullish(positiveInteger, 8),
  vocab_size: v.nullish(positiveInteger, 49408),
  max_position_embeddings: v.nullish(positiveInteger, 77),
  hidden_act: activationField('quick_gelu'),
  layer_norm_eps: epsilon(1e-5),
  eos_token_id: v.nullish(count, 49407),
});

const projectionField = { projection_dim: v.optional(positiveInteger) };
const visionSchema = v.object({ ...projectionField, vision_config: v.nullish(clipVisionFields, {}) });
const visionOnlySchema = v.object({ ...projectionField, ...clipVisionFields.entries });
const textSchema = v.object({ text_config: v.nullish(textFields, {}) });

// In the files of before 2023 eos_token_id is 2, a mistake; their code then pools at the highest id.
const mistakenEndToken = 2;

const projection = 'visual_projection.weight';
const textProjection = 'text_projection.weight';

/**
 * Hugging Face `clip` and `clip_vision_model` (transformers/models/clip/modeling_clip.py): both towers, or the vision
 * tower alone, with or without its projection.
 */
export const clip: Family = {
  title: words.families.clip,

  matches: ({ model_type: type }) => type === 'clip' || type === 'clip_vision_model',

  read(config, shapes) {
    const prefix = findPrefix(shapes, ['vision_model.', ''], 'embeddings.class_embedding');
    const isWhole = config.model_type === 'clip';
    const { projection_dim, ...vision } = isWhole
      ? flatten(parseFields(visionSchema, config, 'config.json'))
      : parseFields(visionOnlySchema, config, 'config.json');
    const text = isWhole && hasText(shapes) ? parseText(config, shapes) : undefined;
    const spec = { ...parseVision(vision, projection_dim, shapes, prefix), ...(text && { text }) };
    return {
      spec,
      embedding: {
        'projection.weight': { tensor: `${prefix}embeddings.patch_embedding.weight` },
        cls: { tensor: `${prefix}embeddings.class_embedding` },
        positions: { tensor: `${prefix}embeddings.position_embedding.weight` },
        ...pair('pre_norm', `${prefix}pre_layrnorm`), // sic
      },
      block: (layer) => clipBlock(`${prefix}encoder.layers.${layer}`),
      head: { ...pair('norm', `${prefix}post_layernorm`), 'embedding.weight': { tensor: projection } },
      isUnused: (tensor) => /^(text_model\.|text_projection\.|logit_scale$)|\.position_ids$/.test(tensor),
      ...(text && { text: textBlueprint }),
    };
  },
};

/** A text tower that cannot be projected is left aside. */
function hasText(shapes: TensorShapes): boolean {
  return [textProjection, 'logit_scale', textBlueprint.block(0)['norm1.weight']!.tensor].every(
    (tensor) => shapes.get(tensor) !== undefined,
  );
}

function flatten({ vision_config, ...whole }: v.InferOutput<typeof visionSchema>) {
  return { ...whole, ...vision_config };
}

function parseVision(
  fields: v.InferOutput<typeof clipVisionFields>,
  projectionWidth: number | undefined,
  shapes: TensorShapes,
  prefix: string,
): ViTSpec {
  const depth = blockCount(shapes, (layer) => `${prefix}encoder.layers.${layer}.layer_norm1.weight`);
  crossCheck([[words.visionLayers, fields.num_hidden_layers, depth]]);
  const embedding = shapes.get(projection)?.[0];
  if (embedding !== undefined) crossCheck([['projection_dim', projectionWidth, embedding]]);
  return {
    family: 'clip',
    width: fields.hidden_size,
    depth,
    heads: fields.num_attention_heads,
    patch: fields.patch_size,
    patchBias: false,
    preNorm: true,
    mlp: { kind: 'mlp', hidden: fields.intermediate_size },
    activation: fields.hidden_act,
    normEpsilon: fields.layer_norm_eps,
    layerScale: false,
    qkvBias: true,
    normaliser: { kind: 'softmax' },
    cls: true,
    registers: 0,
    position: { ...squareGrid(fields.image_size, fields.patch_size), prefix: 1, rule: 'bicubic' },
    classes: 0,
    ...(embedding !== undefined && { embedding: { width: embedding, projection: 'linear' } }),
    preprocessing: {
      resizeShortSide: fields.image_size,
      crop: { height: fields.image_size, width: fields.image_size },
      interpolation: 'bicubic',
      ...clipColours,
    },
  };
}

function parseText(config: Config, shapes: TensorShapes): TextSpec {
  const fields = parseFields(textSchema, config, 'config.json').text_config;
  const depth = blockCount(shapes, (layer) => `text_model.encoder.layers.${layer}.layer_norm1.weight`);
  crossCheck([[words.textLayers, fields.num_hidden_layers, depth]]);
  return {
    width: fields.hidden_size,
    depth,
    heads: fields.num_attention_heads,
    mlp: { kind: 'mlp', hidden: fields.intermediate_size },
    activation: fields.hidden_act,
    normEpsilon: fields.layer_norm_eps,
    layerScale: false,
    qkvBias: true,
    causal: true,
    context: fields.max_position_embeddings,
    vocabulary: fields.vocab_size,
    endToken: fields.eos_token_id === mistakenEndToken ? 'highest' : fields.eos_token_id,
    embedding: { width: shapes.get(textProjection)?.[0] ?? 0, projection: 'linear' },
  };
}

const textBlueprint: TextBlueprint = {
  embedding: {
    tokens: { tensor: 'text_model.embeddings.token_embedding.weight' },
    positions: { tensor: 'text_model.embeddings.position_embedding.weight' },
  },
  block: (layer) => clipBlock(`text_model.encoder.layers.${layer}`),
  head: { ...pair('norm', 'text_model.final_layer_norm'), 'embedding.weight': { tensor: textProjection } },
  logitScale: 'logit_scale',
};

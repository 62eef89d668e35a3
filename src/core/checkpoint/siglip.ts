import * as v from 'valibot';
import * as words from '#words/core/checkpoint.ts';
import type { ViTSpec } from '../vit/spec.ts';
import { parseFields, positiveInteger } from './config-schema.ts';
import { blockCount, crossCheck, type Family, findPrefix, type TensorShapes } from './family.ts';
import {
  activationField,
  clipBlock,
  epsilon,
  halves,
  readLabels,
  squareGrid,
  visionFields,
} from './hugging-face.ts';
import { fusedInProjection, type NameMap, pairs } from './name-map.ts';

const fields = v.object({
  ...visionFields,
  patch_size: v.nullish(positiveInteger, 16),
  hidden_act: activationField('gelu_pytorch_tanh'),
  layer_norm_eps: epsilon(1e-6),
});
const wholeSchema = v.object({ vision_config: v.nullish(fields, {}) });

type Fields = v.InferOutput<typeof fields>;

/**
 * Hugging Face `siglip` and `siglip_vision_model` (transformers/models/siglip/modeling_siglip.py): the vision tower,
 * with its attention pooling or a classifier on the mean of the patches.
 */
export const siglip: Family = {
  title: words.families.siglip,

  matches: ({ model_type: type }) => type === 'siglip' || type === 'siglip_vision_model',

  read(config, shapes) {
    const prefix = findPrefix(shapes, ['vision_model.', ''], 'embeddings.position_embedding.weight');
    // A classifier keeps the whole config, with both towers' parts.
    const vision =
      'vision_config' in config || config.model_type === 'siglip'
        ? parseFields(wholeSchema, config, 'config.json').vision_config
        : parseFields(fields, config, 'config.json');
    const spec = parseSpec(vision, shapes, prefix);
    const labels = readLabels(config, spec.classes);
    const embeddings = `${prefix}embeddings`;
    return {
      spec,
      embedding: {
        ...pairs({ projection: `${embeddings}.patch_embedding` }),
        positions: { tensor: `${embeddings}.position_embedding.weight` },
      },
      block: (layer) => clipBlock(`${prefix}encoder.layers.${layer}`),
      head: headNames(prefix),
      isUnused: (tensor) =>
        /^(text_model\.|logit_scale$|logit_bias$)|\.position_ids$/.test(tensor) ||
        (spec.classes > 0 && tensor.startsWith(`${prefix}head.`)),
      ...(labels && { labels }),
    };
  },
};

function parseSpec(config: Fields, shapes: TensorShapes, prefix: string): ViTSpec {
  const depth = blockCount(shapes, (layer) => `${prefix}encoder.layers.${layer}.layer_norm1.weight`);
  crossCheck([['num_hidden_layers', config.num_hidden_layers, depth]]);
  const classes = shapes.get('classifier.weight')?.[0] ?? 0;
  const pools = classes === 0 && shapes.get(`${prefix}head.probe`) !== undefined;
  const side = config.image_size;
  return {
    family: 'siglip',
    width: config.hidden_size,
    depth,
    heads: config.num_attention_heads,
    patch: config.patch_size,
    mlp: { kind: 'mlp', hidden: config.intermediate_size },
    activation: config.hidden_act,
    normEpsilon: config.layer_norm_eps,
    layerScale: false,
    qkvBias: true,
    normaliser: { kind: 'softmax' },
    cls: false,
    registers: 0,
    position: { ...squareGrid(side, config.patch_size), prefix: 0, rule: 'bicubic' },
    head: pools
      ? { norm: 'tokens', pool: 'attention', poolHidden: config.intermediate_size }
      : { norm: 'tokens', pool: 'mean' },
    classes,
    ...(pools && { embedding: { width: config.hidden_size, projection: 'none' } }),
    preprocessing: {
      resizeShortSide: side,
      crop: { height: side, width: side },
      stretch: true,
      interpolation: 'bicubic',
      ...halves,
    },
  };
}

function headNames(prefix: string): NameMap {
  return {
    ...pairs({
      norm: `${prefix}post_layernorm`,
      head: 'classifier',
      'pool.proj': `${prefix}head.attention.out_proj`,
      'pool.norm': `${prefix}head.layernorm`,
      'pool.fc1': `${prefix}head.mlp.fc1`,
      'pool.fc2': `${prefix}head.mlp.fc2`,
    }),
    'pool.query': { tensor: `${prefix}head.probe` },
    ...fusedInProjection(`${prefix}head.attention`, 'pool.'),
  };
}

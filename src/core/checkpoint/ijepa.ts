import * as v from 'valibot';
import * as words from '#words/core/checkpoint.ts';
import { parseFields, positiveInteger } from './config-schema.ts';
import { blockCount, crossCheck, type Family, findPrefix } from './family.ts';
import {
  activationField,
  epsilon,
  imageNet,
  readLabels,
  squareGrid,
  visionFields,
  vitBlock,
} from './hugging-face.ts';
import { pairs } from './name-map.ts';

const schema = v.object({
  ...visionFields,
  patch_size: v.nullish(positiveInteger, 16),
  hidden_act: activationField('gelu'),
  layer_norm_eps: epsilon(1e-12),
  qkv_bias: v.nullish(v.boolean(), true),
});

/** Hugging Face `ijepa` (transformers/models/ijepa/modeling_ijepa.py): patches alone, the mean of them classified. */
export const ijepa: Family = {
  title: words.families.ijepa,

  matches: ({ model_type: type }) => type === 'ijepa',

  read(config, shapes) {
    const fields = parseFields(schema, config, 'config.json');
    const prefix = findPrefix(shapes, ['', 'ijepa.'], 'embeddings.position_embeddings');
    const depth = blockCount(shapes, (layer) => `${prefix}encoder.layer.${layer}.layernorm_before.weight`);
    crossCheck([['num_hidden_layers', fields.num_hidden_layers, depth]]);
    const classes = shapes.get('classifier.weight')?.[0] ?? 0;
    const labels = readLabels(config, classes);
    const side = fields.image_size;
    return {
      spec: {
        family: 'ijepa',
        width: fields.hidden_size,
        depth,
        heads: fields.num_attention_heads,
        patch: fields.patch_size,
        mlp: { kind: 'mlp', hidden: fields.intermediate_size },
        activation: fields.hidden_act,
        normEpsilon: fields.layer_norm_eps,
        layerScale: false,
        qkvBias: fields.qkv_bias,
        normaliser: { kind: 'softmax' },
        cls: false,
        registers: 0,
        position: { ...squareGrid(side, fields.patch_size), prefix: 0, rule: 'bicubic' },
        head: { norm: 'tokens', pool: 'mean' },
        classes,
        preprocessing: {
          resizeShortSide: side,
          crop: { height: side, width: side },
          stretch: true,
          interpolation: 'bilinear',
          ...imageNet,
        },
      },
      embedding: {
        ...pairs({ projection: `${prefix}embeddings.patch_embeddings.projection` }),
        positions: { tensor: `${prefix}embeddings.position_embeddings` },
      },
      block: (layer) => vitBlock(`${prefix}encoder.layer.${layer}`),
      head: pairs({ norm: `${prefix}layernorm`, head: 'classifier' }),
      isUnused: (tensor) =>
        tensor.startsWith(`${prefix}pooler.`) || tensor === `${prefix}embeddings.mask_token`,
      ...(labels && { labels }),
    };
  },
};

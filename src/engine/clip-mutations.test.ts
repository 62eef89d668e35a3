import { expect, test } from 'vitest';
import {
  config,
  extra,
  joined,
  lacks,
  type Mutation,
  misshapen,
  missized,
  openingError,
  reshaped,
  without,
} from '../../tools/fixtures/mutations.ts';

type Json = Record<string, unknown>;

const vision = (fields: Json) =>
  config({
    vision_config: {
      hidden_size: 48,
      intermediate_size: 192,
      num_hidden_layers: 3,
      num_attention_heads: 3,
      image_size: 64,
      patch_size: 16,
      ...fields,
    },
  });
const embeddings = 'vision_model.embeddings';

const clip: readonly Mutation[] = [
  [
    'a vision config that is none',
    config({ vision_config: 7 }),
    'config.json: vision_config should be an object, but is 7.',
  ],
  [
    'an unknown activation',
    vision({ hidden_act: 'relu' }),
    'config.json: vision_config.hidden_act should be ("gelu" | "quick_gelu" | "gelu_pytorch_tanh" | "gelu_new" | "gelu_fast"), but is "relu".',
  ],
  [
    'another width',
    vision({ hidden_size: 96 }),
    misshapen(`${embeddings}.patch_embedding.weight`, '96, 3, 16, 16', '48, 3, 16, 16'),
  ],
  [
    'too many layers',
    vision({ num_hidden_layers: 12 }),
    'config.json: the vision tower’s num_hidden_layers is 12, but the tensors of model.safetensors give 3.',
  ],
  [
    'heads that do not divide the width',
    vision({ num_attention_heads: 7 }),
    'config.json: a width of 48 cannot be divided among 7 heads.',
  ],
  [
    'the sizes of ViT-B/32, as a silent config has them',
    config({ vision_config: undefined }),
    'config.json: the vision tower’s num_hidden_layers is 12, but the tensors of model.safetensors give 3.',
  ],
  [
    'another image size',
    vision({ image_size: 96 }),
    missized(`${embeddings}.position_embedding.weight`, '37 × 48', 816),
  ],
  [
    'text heads that do not divide the width',
    config({ text_config: { hidden_size: 32, num_hidden_layers: 2, num_attention_heads: 3 } }),
    'config.json: a width of 32 cannot be divided among 3 heads.',
  ],
  [
    'text layers that are not there',
    config({ text_config: { num_hidden_layers: 12 } }),
    'config.json: the text tower’s num_hidden_layers is 12, but the tensors of model.safetensors give 2.',
  ],
  [
    'no norm before the blocks',
    without('vision_model.pre_layrnorm.weight'),
    lacks('vision_model.pre_layrnorm.weight'),
  ],
  ['no class token', without(`${embeddings}.class_embedding`), lacks(`${embeddings}.class_embedding`)],
  [
    'a projection the other way round',
    reshaped('visual_projection.weight', 48, 24),
    'config.json: projection_dim is 24, but the tensors of model.safetensors give 48.',
  ],
  [
    'a projection from another width',
    reshaped('visual_projection.weight', 24, 40),
    misshapen('visual_projection.weight', '24, 48', '24, 40'),
  ],
  [
    'a bias of the patches',
    joined(`${embeddings}.patch_embedding.bias`, 48),
    extra(`${embeddings}.patch_embedding.bias`),
  ],
];

const model = (visionFields: Json, fields: Json = {}) =>
  config({
    model_cfg: {
      embed_dim: 10,
      vision_cfg: { image_size: 32, layers: 2, width: 24, head_width: 8, patch_size: 8, ...visionFields },
      text_cfg: { context_length: 12, vocab_size: 40, width: 16, heads: 2, layers: 2 },
      ...fields,
    },
  });

const openClip: readonly Mutation[] = [
  [
    'no embed_dim',
    model({}, { embed_dim: undefined }),
    'open_clip_config.json: model_cfg.embed_dim is missing.',
  ],
  [
    'a ResNet',
    model({ layers: [3, 4, 6, 3] }),
    'open_clip_config.json: vision_cfg.layers is a list: a ResNet. Only ViTs can be opened.',
  ],
  [
    'a tower of timm',
    model({ timm_model_name: 'vit_base_patch16_siglip_224' }),
    'open_clip_config.json: the vision tower is timm’s vit_base_patch16_siglip_224. Open the repository’s config.json and model.safetensors in timm’s names instead.',
  ],
  [
    'attention pooling',
    model({ attentional_pool: true }),
    'open_clip_config.json: model_cfg.vision_cfg.attentional_pool should be false, but is true.',
  ],
  [
    'heads wider than the model',
    model({ head_width: undefined }),
    'config.json: a width of 24 cannot be divided among 0 heads.',
  ],
  [
    'another depth',
    model({ layers: 12 }),
    'open_clip_config.json: vision_cfg.layers is 12, but the tensors of model.safetensors give 2.',
  ],
  [
    'another patch',
    model({ patch_size: 16 }),
    misshapen('visual.conv1.weight', '24, 3, 16, 16', '24, 3, 8, 8'),
  ],
  [
    'resizing by the long side',
    config({ preprocess_cfg: { resize_mode: 'longest' } }),
    'open_clip_config.json: resize_mode is longest; known are shortest and squash.',
  ],
  ['no projection', without('visual.proj'), lacks('visual.proj')],
  [
    'a projection the other way round',
    reshaped('visual.proj', 10, 24),
    misshapen('visual.proj', '24, 10', '10, 24'),
  ],
  [
    'LayerScale in one block only',
    joined('visual.transformer.resblocks.1.ls_1.gamma', 24),
    extra('visual.transformer.resblocks.1.ls_1.gamma'),
  ],
];

test.each(clip)('CLIP with %s is refused with the reason', async (_, changes, message) => {
  expect(await openingError('clip-micro', changes)).toBe(`InputError: ${message}`);
});

test.each(openClip)('open_clip with %s is refused with the reason', async (_, changes, message) => {
  expect(await openingError('open-clip-micro', changes)).toBe(`InputError: ${message}`);
});

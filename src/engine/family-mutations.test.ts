import { describe, expect, test } from 'vitest';
import type { GoldenName } from '../../tools/fixtures/goldens.ts';
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

const timmArgs = (args: Record<string, unknown>) =>
  config({ model_args: { img_size: 32, patch_size: 8, embed_dim: 24, depth: 2, num_heads: 3, ...args } });
const notBuilt = (architecture: string) =>
  `config.json: the architecture ${architecture} is a ViT with parts that are not built here yet. Known are timm's vit_… and deit….`;
const attention = (layer: number) => `vit.encoder.layer.${layer}.attention.attention`;
const pooling = 'vision_model.head.attention';

const mutations: Partial<Record<GoldenName, readonly Mutation[]>> = {
  'vit-micro': [
    [
      'an unknown activation',
      config({ hidden_act: 'swish' }),
      'config.json: hidden_act should be ("gelu" | "quick_gelu" | "gelu_pytorch_tanh" | "gelu_new" | "gelu_fast"), but is "swish".',
    ],
    ['no biases', config({ qkv_bias: false }), extra(`${attention(0)}.query.bias`, 5)],
    [
      'another MLP',
      config({ intermediate_size: 96 }),
      misshapen('vit.encoder.layer.0.intermediate.dense.weight', '96, 24', '40, 24'),
    ],
    [
      'a wrong depth',
      config({ num_hidden_layers: 3 }),
      'config.json: num_hidden_layers is 3, but the tensors of model.safetensors give 2.',
    ],
    [
      'a normaliser that nobody knows',
      config({ attn_softmax: 'sparsemax' }),
      'config.json: attn_softmax is sparsemax; known are vanilla, softmax1, clipped(γ:η) and clippedsoftmax1(γ:η).',
    ],
    [
      'code of its own',
      config({ auto_map: { AutoModel: 'modeling_vit.ViT' } }),
      'config.json: auto_map names code of the model’s own, and no attn_softmax says what its attention does. Add "attn_softmax": "vanilla", "softmax1", "clipped(γ:η)" or "clippedsoftmax1(γ:η)".',
    ],
    ['a classifier without a bias', without('classifier.bias'), lacks('classifier.bias')],
    [
      'positions of another grid',
      reshaped('vit.embeddings.position_embeddings', 1, 26, 24),
      missized('vit.embeddings.position_embeddings', '17 × 24', 624),
    ],
    ['no last norm', without('vit.layernorm.weight'), lacks('vit.layernorm.weight')],
  ],
  'gated-vit-micro': [
    [
      'a gate of another number of heads',
      reshaped(`${attention(0)}.alpha.weight`, 5, 24),
      `model.safetensors: ${attention(0)}.alpha.weight has 5 rows; a gate needs 3 (one a head) or 24 (one a channel).`,
    ],
    [
      'a gate in one block only',
      without(`${attention(1)}.alpha.weight`),
      lacks(`${attention(1)}.alpha.weight`),
    ],
  ],
  'deit-micro': [
    [
      'no distillation token',
      without('deit.embeddings.distillation_token'),
      missized('deit.embeddings.position_embeddings', '17 × 24', 432),
    ],
    ['one classifier of two', without('cls_classifier.weight'), extra('cls_classifier.bias', 2)],
  ],
  'siglip-micro': [
    ['no learned query', without('vision_model.head.probe'), extra(`${pooling}.out_proj.weight`, 9)],
    [
      'a pooling of another width',
      reshaped(`${pooling}.in_proj_weight`, 48, 24),
      misshapen(`${pooling}.in_proj_weight`, '72, 24', '48, 24'),
    ],
    [
      'a class token',
      joined('vision_model.embeddings.class_embedding', 24),
      extra('vision_model.embeddings.class_embedding'),
    ],
  ],
  'dinov3-micro': [
    ['biases of keys', config({ key_bias: true }), lacks('layer.0.attention.k_proj.bias')],
    [
      'a bias of queries alone',
      config({ value_bias: false }),
      'config.json: query_bias and value_bias differ; both or neither can be had.',
    ],
    [
      'a gated MLP',
      config({ use_gated_mlp: true, hidden_act: 'silu' }),
      lacks('layer.0.mlp.gate_proj.weight'),
    ],
    [
      'a gate with another activation',
      config({ use_gated_mlp: true, hidden_act: 'gelu' }),
      'config.json: hidden_act should be "silu", but is "gelu".',
    ],
    [
      'heads too narrow for rotary positions',
      config({ num_attention_heads: 12 }),
      'config.json: a width of 24 in 12 heads leaves no multiple of 4 for rotary positions.',
    ],
    [
      'fewer registers',
      config({ num_register_tokens: 2 }),
      missized('embeddings.register_tokens', '2 × 24', 96),
    ],
    ['a θ of nothing', config({ rope_theta: 0 }), 'config.json: rope_theta should be >0, but is 0.'],
    [
      'a position table',
      joined('embeddings.position_embeddings', 1, 17, 24),
      extra('embeddings.position_embeddings'),
    ],
  ],
  'timm-gap-micro': [
    [
      'a class token to pool that is not there',
      config({ global_pool: 'token' }),
      'config.json: global_pool is token, but the model has no class token.',
    ],
    ['a class token', timmArgs({ class_token: true, reg_tokens: 1 }), lacks('cls_token')],
    [
      'rotary positions of another kind',
      config({ architecture: 'vit_medium_patch16_rope_reg1_gap_256' }),
      notBuilt('vit_medium_patch16_rope_reg1_gap_256'),
    ],
    [
      'norms after the branches',
      config({ architecture: 'vit_base_patch16_rpn_224' }),
      notBuilt('vit_base_patch16_rpn_224'),
    ],
    [
      'norms of queries and keys',
      joined('blocks.0.attn.q_norm.weight', 8),
      extra('blocks.0.attn.q_norm.weight'),
    ],
  ],
  'timm-siglip-micro': [
    ['another pooling', config({ global_pool: 'avg' }), extra('attn_pool.latent', 12)],
    ['half a pooling', without('attn_pool.kv.weight'), lacks('attn_pool.kv.weight')],
  ],
  'timm-dinov3-micro': [
    ['a name that is not DINOv3’s', config({ architecture: 'vit_small_patch16_224' }), lacks('pos_embed')],
  ],
};

describe.each(Object.entries(mutations))('%s is refused with the reason', (name, list) => {
  test.each(list)('with %s', async (_, changes, message) => {
    expect(await openingError(name as GoldenName, changes)).toBe(`InputError: ${message}`);
  });
});

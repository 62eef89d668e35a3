import * as v from 'valibot';
import * as words from '#words/core/checkpoint.ts';
import { InputError } from '../input-error.ts';
import type { Preprocessing, TextSpec, ViTSpec } from '../vit/spec.ts';
import { channelTriple, parseFields, positiveInteger, positiveNumber } from './config-schema.ts';
import {
  blockCount,
  type Config,
  crossCheck,
  type Family,
  type TensorShapes,
  type TextBlueprint,
} from './family.ts';
import { clipColours } from './hugging-face.ts';
import { fusedInProjection, type NameMap, pair, pairs } from './name-map.ts';

const file = 'open_clip_config.json';

const norm = v.nullish(v.object({ eps: v.nullish(positiveNumber, 1e-5) }), {});
const approximate = v.nullish(v.object({ approximate: v.optional(v.picklist(['none', 'tanh'])) }), {});

const schema = v.object({
  model_cfg: v.object({
    embed_dim: positiveInteger,
    quick_gelu: v.nullish(v.boolean(), false),
    vision_cfg: v.object({
      image_size: v.nullish(positiveInteger, 224),
      layers: v.nullish(positiveInteger, 12),
      width: v.nullish(positiveInteger, 768),
      head_width: v.nullish(positiveInteger, 64),
      mlp_ratio: v.nullish(positiveNumber, 4),
      patch_size: v.nullish(positiveInteger, 16),
      no_ln_pre: v.nullish(v.boolean(), false),
      pool_type: v.nullish(v.picklist(['tok', 'avg']), 'tok'),
      attentional_pool: v.nullish(v.literal(false), false),
      norm_kwargs: norm,
      act_kwargs: approximate,
    }),
    text_cfg: v.nullish(
      v.object({
        context_length: v.nullish(positiveInteger, 77),
        vocab_size: v.nullish(positiveInteger, 49408),
        width: v.nullish(positiveInteger, 512),
        heads: v.nullish(positiveInteger, 8),
        layers: v.nullish(positiveInteger, 12),
        mlp_ratio: v.nullish(positiveNumber, 4),
        pool_type: v.nullish(v.string(), 'argmax'),
        no_causal_mask: v.nullish(v.boolean(), false),
        norm_kwargs: norm,
        act_kwargs: approximate,
      }),
      {},
    ),
  }),
  preprocess_cfg: v.nullish(
    v.object({
      mean: v.nullish(channelTriple, clipColours.mean),
      std: v.nullish(channelTriple, clipColours.std),
      interpolation: v.nullish(v.picklist(['bicubic', 'bilinear']), 'bicubic'),
      resize_mode: v.nullish(v.picklist(['shortest', 'squash', 'longest']), 'shortest'),
    }),
    {},
  ),
});

type Fields = v.InferOutput<typeof schema>;

/** open_clip's own layout (mlfoundations/open_clip, src/open_clip/model.py, transformer.py): ViTs with their text tower. */
export const openClip: Family = {
  title: words.families.openClip,

  matches: (config) => typeof config.model_cfg === 'object' && config.model_cfg !== null,

  read(config, shapes) {
    rejectOtherTowers(config);
    const fields = parseFields(schema, config, file);
    const textPrefix = shapes.get('text.token_embedding.weight') ? 'text.' : '';
    const text = parseText(fields, shapes, textPrefix);
    return {
      spec: { ...parseVision(fields, shapes), ...(text && { text }) },
      embedding: {
        'projection.weight': { tensor: 'visual.conv1.weight' },
        cls: { tensor: 'visual.class_embedding' },
        positions: { tensor: 'visual.positional_embedding' },
        ...pair('pre_norm', 'visual.ln_pre'),
      },
      block: (layer) => blockNames(`visual.transformer.resblocks.${layer}`, shapes),
      head: {
        ...pair('norm', 'visual.ln_post'),
        'embedding.weight': { tensor: 'visual.proj', transposed: true },
      },
      isUnused: (tensor) => !tensor.startsWith('visual.'),
      ...(text && { text: textNames(textPrefix, shapes) }),
    };
  },
};

function rejectOtherTowers({ model_cfg }: Config): void {
  const { vision_cfg: vision } = model_cfg as { vision_cfg?: Config };
  if (Array.isArray(vision?.layers)) {
    throw new InputError(words.resNet(file));
  }
  if (typeof vision?.timm_model_name === 'string') {
    throw new InputError(words.timmTower(file, vision.timm_model_name));
  }
}

function parseVision({ model_cfg, preprocess_cfg }: Fields, shapes: TensorShapes): ViTSpec {
  const vision = model_cfg.vision_cfg;
  const { width, image_size: side, patch_size: patch } = vision;
  const depth = blockCount(shapes, (layer) => `visual.transformer.resblocks.${layer}.ln_1.weight`);
  crossCheck([['vision_cfg.layers', vision.layers, depth]], file);
  const grid = Math.floor(side / patch);
  return {
    family: 'open-clip',
    width,
    depth,
    heads: Math.floor(width / vision.head_width),
    patch,
    patchBias: false,
    preNorm: !vision.no_ln_pre,
    mlp: { kind: 'mlp', hidden: Math.trunc(width * vision.mlp_ratio) },
    activation: activationOf(model_cfg.quick_gelu, vision.act_kwargs),
    normEpsilon: vision.norm_kwargs.eps,
    layerScale: shapes.get('visual.transformer.resblocks.0.ls_1.gamma') !== undefined,
    qkvBias: true,
    normaliser: { kind: 'softmax' },
    cls: true,
    registers: 0,
    position: { rows: grid, columns: grid, prefix: 1, rule: 'bicubic-antialias' },
    head: { norm: 'tokens', pool: vision.pool_type === 'tok' ? 'cls' : 'mean' },
    classes: 0,
    embedding: { width: model_cfg.embed_dim, projection: 'linear' },
    preprocessing: preprocessingOf(preprocess_cfg, side),
  };
}

function preprocessingOf(cfg: Fields['preprocess_cfg'], side: number): Preprocessing {
  if (cfg.resize_mode === 'longest') {
    throw new InputError(words.longestResize(file));
  }
  return {
    resizeShortSide: side,
    crop: { height: side, width: side },
    ...(cfg.resize_mode === 'squash' && { stretch: true }),
    interpolation: cfg.interpolation,
    mean: cfg.mean,
    std: cfg.std,
  };
}

function activationOf(quick: boolean, { approximate }: { approximate?: 'none' | 'tanh' | undefined }) {
  return quick ? 'quick-gelu' : approximate === 'tanh' ? 'gelu-tanh' : 'gelu';
}

/** CLIP's own text tower; another, or one that does not pool at the end token, is left aside. */
function parseText({ model_cfg }: Fields, shapes: TensorShapes, prefix: string): TextSpec | undefined {
  const { text_cfg: text } = model_cfg;
  const has = (tensor: string) => shapes.get(tensor) !== undefined;
  const isComplete = [`${prefix}token_embedding.weight`, `${prefix}text_projection`, 'logit_scale'].every(
    has,
  );
  if (!isComplete || text.no_causal_mask || text.pool_type !== 'argmax') return undefined;
  const depth = blockCount(shapes, (layer) => `${prefix}transformer.resblocks.${layer}.ln_1.weight`);
  crossCheck([['text_cfg.layers', text.layers, depth]], file);
  return {
    width: text.width,
    depth,
    heads: text.heads,
    mlp: { kind: 'mlp', hidden: Math.trunc(text.width * text.mlp_ratio) },
    activation: activationOf(model_cfg.quick_gelu, text.act_kwargs),
    normEpsilon: text.norm_kwargs.eps,
    layerScale: has(`${prefix}transformer.resblocks.0.ls_1.gamma`),
    qkvBias: true,
    causal: true,
    context: text.context_length,
    vocabulary: text.vocab_size,
    endToken: 'highest',
    embedding: { width: model_cfg.embed_dim, projection: 'linear' },
  };
}

function textNames(prefix: string, shapes: TensorShapes): TextBlueprint {
  return {
    embedding: {
      tokens: { tensor: `${prefix}token_embedding.weight` },
      positions: { tensor: `${prefix}positional_embedding` },
    },
    block: (layer) => blockNames(`${prefix}transformer.resblocks.${layer}`, shapes),
    head: {
      ...pair('norm', `${prefix}ln_final`),
      'embedding.weight': { tensor: `${prefix}text_projection`, transposed: true },
    },
    logitScale: 'logit_scale',
  };
}

function blockNames(block: string, shapes: TensorShapes): NameMap {
  return {
    ...fusedInProjection(`${block}.attn`),
    ...separateProjections(`${block}.attn`, shapes),
    ...pairs({
      norm1: `${block}.ln_1`,
      proj: `${block}.attn.out_proj`,
      norm2: `${block}.ln_2`,
      fc1: `${block}.mlp.c_fc`,
      fc2: `${block}.mlp.c_proj`,
    }),
    ls1: { tensor: `${block}.ls_1.gamma` },
    ls2: { tensor: `${block}.ls_2.gamma` },
  };
}

/** Weights that are not fused: torch's q_proj_weight beside a fused bias, or layers of their own. */
function separateProjections(attention: string, shapes: TensorShapes): NameMap {
  const parts = ['q', 'k', 'v'] as const;
  if (shapes.get(`${attention}.q_proj.weight`)) {
    return pairs(Object.fromEntries(parts.map((part) => [part, `${attention}.${part}_proj`])));
  }
  if (!shapes.get(`${attention}.q_proj_weight`)) return {};
  return Object.fromEntries(
    parts.map((part) => [`${part}.weight`, { tensor: `${attention}.${part}_proj_weight` }]),
  );
}

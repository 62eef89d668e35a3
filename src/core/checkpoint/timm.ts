import * as v from 'valibot';
import * as words from '#words/core/checkpoint.ts';
import { InputError } from '../input-error.ts';
import type { HeadSpec, Preprocessing, ViTSpec } from '../vit/spec.ts';
import { channelTriple, count, parseFields, positiveInteger, positiveNumber } from './config-schema.ts';
import { crossCheck, type Family, findPrefix } from './family.ts';
import { halves } from './hugging-face.ts';
import { describeArchitecture } from './other-architectures.ts';
import { parseNormaliser } from './outeffhop-gate.ts';
import { readTimmLayout } from './timm-layout.ts';

const schema = v.object({
  architecture: v.string(),
  num_classes: v.optional(count),
  global_pool: v.nullish(v.string(), 'token'),
  attn_softmax: v.nullish(v.string(), 'vanilla'),
  attn_gate_type: v.optional(v.string()),
  label_names: v.optional(v.array(v.string())),
  model_args: v.nullish(
    v.object({
      embed_dim: v.optional(positiveInteger),
      depth: v.optional(positiveInteger),
      patch_size: v.optional(positiveInteger),
      num_heads: v.optional(positiveInteger),
      class_token: v.optional(v.boolean()),
      reg_tokens: v.optional(count),
      act_layer: v.optional(v.picklist(['gelu', 'gelu_tanh', 'quick_gelu'])),
    }),
    {},
  ),
  pretrained_cfg: v.object({
    tag: v.nullish(v.string(), ''),
    input_size: v.tuple([v.literal(3), positiveInteger, positiveInteger]),
    interpolation: v.nullish(v.picklist(['bicubic', 'bilinear']), 'bicubic'),
    crop_pct: v.nullish(positiveNumber, 0.875),
    crop_mode: v.nullish(v.string(), 'center'),
    mean: v.nullish(channelTriple, halves.mean),
    std: v.nullish(channelTriple, halves.std),
  }),
});

type Fields = v.InferOutput<typeof schema>;

/** Heads by the size in an architecture's name (timm/models/vision_transformer.py), where model_args is silent. */
const headsBySize: Readonly<Record<string, number>> = {
  tiny: 3,
  xsmall: 4,
  wee: 4,
  little: 5,
  small: 6,
  medium: 8,
  mediumd: 8,
  betwixt: 10,
  base: 12,
  so150m: 14,
  so150m2: 13,
  large: 16,
  so400m: 16,
  huge: 16,
  huge_plus: 20,
  giantopt: 16,
  gigantic: 16,
  intern300m: 16,
  '7b': 32,
};

/** Architectures whose name says another size than they have. */
const headsByException: readonly (readonly [RegExp, number])[] = [
  [/^vit_base_patch\d+_plus_/, 14],
  [/^vit_base_patch16_gap_224/, 16],
];

const pools: Readonly<Record<string, HeadSpec['pool']>> = {
  token: 'cls',
  avg: 'mean',
  map: 'attention',
};

/**
 * timm's `VisionTransformer`, `VisionTransformerDistilled` and, of its `Eva`, DINOv3 (timm/models/vision_transformer.py,
 * deit.py, eva.py): config.json as timm pushes it to the Hub.
 */
export const timm: Family = {
  title: words.families.timm,

  matches: (config) => typeof config.architecture === 'string' && 'pretrained_cfg' in config,

  read(config, shapes) {
    const fields = parseFields(schema, config, 'config.json');
    const { architecture, model_args: args } = fields;
    rejectOtherArchitectures(architecture);
    const prefix = findPrefix(shapes, ['', 'timm_model.', 'model.'], 'patch_embed.proj.weight');
    const width = shapes.get(`${prefix}patch_embed.proj.weight`)?.[0] ?? 0;
    const embeds = embedsImages(fields);
    const blueprint = readTimmLayout(
      {
        heads: args.num_heads ?? headsByName(architecture, width),
        activation: activationOf(fields),
        normEpsilon: /_clip_|_dinov3/.test(architecture) ? 1e-5 : 1e-6,
        normaliser: parseNormaliser(fields.attn_softmax),
        gateType: fields.attn_gate_type,
        rope: /_dinov3/.test(architecture) ? { theta: 100 } : undefined,
        cls: args.class_token,
        pool: poolOf(fields),
        embeds,
        preprocessing: preprocessingOf(fields.pretrained_cfg),
      },
      shapes,
      prefix,
    );
    checkAgainstTensors(fields, blueprint.spec);
    const labels = fields.label_names;
    return labels?.length === blueprint.spec.classes && labels.length > 0
      ? { ...blueprint, labels }
      : blueprint;
  },
};

function checkAgainstTensors({ model_args: args, num_classes }: Fields, spec: ViTSpec): void {
  crossCheck([
    ['model_args.embed_dim', args.embed_dim, spec.width],
    ['model_args.patch_size', args.patch_size, spec.patch],
    ['model_args.depth', args.depth, spec.depth],
    ['model_args.reg_tokens', args.reg_tokens, spec.registers],
    ['num_classes', num_classes, spec.classes || projectedWidth(spec)],
  ]);
}

/** What timm counts as classes where the head is a projection. */
function projectedWidth({ embedding }: ViTSpec): number {
  return embedding && embedding.projection !== 'none' ? embedding.width : 0;
}

/** CLIP's and SigLIP's towers, unless they were fine-tuned to classify: their `head` is CLIP's projection. */
function embedsImages({ architecture, pretrained_cfg, num_classes }: Fields): boolean {
  if (/_clip_/.test(architecture)) return !/(^|_)ft_/.test(pretrained_cfg.tag) && num_classes !== 0;
  return /_siglip_/.test(architecture) && (num_classes ?? 0) === 0;
}

/** SigLIP's first models were trained with the tanh approximation, but only these architectures run with it in timm. */
const tanhSiglip =
  /^vit_(base_patch32|large_patch16|so400m_patch16|giantopt_patch16)_siglip_(gap_)?(256|384|512)$/;
const exactSiglip = /^vit_large_patch16_siglip_(gap_)?(256|384)$/;

function activationOf({ architecture, model_args: args }: Fields): ViTSpec['activation'] {
  const asked = args.act_layer;
  if (asked === 'quick_gelu' || (!asked && /_quickgelu_/.test(architecture))) return 'quick-gelu';
  const isTanh = tanhSiglip.test(architecture) && !exactSiglip.test(architecture);
  return asked === 'gelu_tanh' || (!asked && isTanh) ? 'gelu-tanh' : 'gelu';
}

function poolOf({ global_pool: name, num_classes }: Fields): HeadSpec['pool'] {
  const pool = pools[name] ?? (num_classes === 0 ? 'cls' : undefined);
  if (pool) return pool;
  throw new InputError(words.unknownPool(name, Object.keys(pools)));
}

function preprocessingOf(cfg: Fields['pretrained_cfg']): Preprocessing {
  const [, height, width] = cfg.input_size;
  return {
    resizeShortSide: Math.floor(Math.min(height, width) / cfg.crop_pct),
    crop: { height, width },
    ...(cfg.crop_mode === 'squash' && { stretch: true }),
    interpolation: cfg.interpolation,
    mean: cfg.mean,
    std: cfg.std,
  };
}

/** ViTs whose tensors would fit and whose blocks compute something else: other rotary positions, norms after. */
const otherBlocks = /^vit_(pe|relpos|srelpos)_|_(rope|rpn|xp)_/;

function rejectOtherArchitectures(architecture: string): void {
  const isPlain = /^(vit|deit|flexivit|eva_large_patch14)/.test(architecture);
  if (isPlain && !otherBlocks.test(architecture)) return;
  const kind = isPlain
    ? words.architectures.otherVit
    : (describeArchitecture(architecture) ?? words.architectures.noVit);
  throw new InputError(words.otherTimmArchitecture(architecture, kind));
}

function headsByName(architecture: string, width: number): number {
  const size = /^(?:vit|deit3?|flexivit|eva)_(huge_plus|[a-z0-9]+)/.exec(architecture)?.[1] ?? '';
  // vit_giant_patch14_dinov2 is 1536 wide with 24 heads, the other vit_giant 1408 wide with 16.
  const usual = size === 'giant' ? (width === 1536 ? 24 : 16) : headsBySize[size];
  const heads = headsByException.find(([name]) => name.test(architecture))?.[1] ?? usual;
  if (heads === undefined) {
    throw new InputError(words.unknownHeads(architecture));
  }
  return heads;
}

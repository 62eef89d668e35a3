import * as v from 'valibot';
import { InputError } from '../input-error.ts';
import type { ViTSpec } from '../vit/spec.ts';
import { channelTriple, count, parseFields, positiveInteger, positiveNumber } from './config-schema.ts';
import { blockCount, crossCheck, type Family, type NameMap, type TensorShapes } from './family.ts';
import { findGate, gateNames, parseNormaliser } from './outeffhop.ts';

const schema = v.object({
  architecture: v.string(),
  num_classes: v.optional(count),
  global_pool: v.optional(v.string(), 'token'),
  attn_softmax: v.optional(v.string(), 'vanilla'),
  attn_gate_type: v.optional(v.string()),
  model_args: v.optional(
    v.object({
      embed_dim: v.optional(positiveInteger),
      depth: v.optional(positiveInteger),
      patch_size: v.optional(positiveInteger),
      num_heads: v.optional(positiveInteger),
      class_token: v.optional(v.boolean(), true),
      reg_tokens: v.optional(count),
    }),
    {},
  ),
  pretrained_cfg: v.object({
    input_size: v.tuple([v.literal(3), positiveInteger, positiveInteger]),
    interpolation: v.optional(v.picklist(['bicubic', 'bilinear']), 'bicubic'),
    crop_pct: v.optional(positiveNumber, 0.875),
    mean: v.optional(channelTriple, [0.5, 0.5, 0.5]),
    std: v.optional(channelTriple, [0.5, 0.5, 0.5]),
  }),
});

/** Heads by the size in an architecture's name (timm/models/vision_transformer.py), where model_args is silent. */
const headsBySize: Readonly<Record<string, number>> = {
  tiny: 3,
  small: 6,
  medium: 8,
  base: 12,
  large: 16,
  so400m: 16,
  huge: 16,
  gigantic: 16,
};

/** timm's `VisionTransformer` (timm/models/vision_transformer.py): config.json as timm pushes it to the Hub. */
export const timm: Family = {
  matches: (config) => typeof config.architecture === 'string' && 'pretrained_cfg' in config,

  parseSpec(config, shapes): ViTSpec {
    const fields = parseFields(schema, config, 'config.json');
    rejectOtherArchitectures(fields.architecture);
    const { input_size, crop_pct, interpolation, mean, std } = fields.pretrained_cfg;
    const [width, , patch] = shapeOf(shapes, 'patch_embed.proj.weight', 4);
    const [, height, inputWidth] = input_size;
    const registers = shapes.get('reg_token')?.[1] ?? 0;
    const depth = blockCount(shapes, (layer) => `blocks.${layer}.norm1.weight`);
    const classes = shapes.get('head.weight')?.[0] ?? 0;
    const args = fields.model_args;
    crossCheck([
      ['model_args.embed_dim', args.embed_dim, width],
      ['model_args.patch_size', args.patch_size, patch],
      ['model_args.depth', args.depth, depth],
      ['model_args.reg_tokens', args.reg_tokens, registers],
      ['num_classes', fields.num_classes, classes],
    ]);
    if (!args.class_token) {
      throw new InputError(
        'config.json: class_token is false; only models with a class token can be opened.',
      );
    }
    if (fields.global_pool !== 'token') {
      throw new InputError(
        `config.json: global_pool is ${fields.global_pool}; only models that pool at their class token can be opened.`,
      );
    }
    const grid = { rows: Math.floor(height / patch), columns: Math.floor(inputWidth / patch) };
    const heads = args.num_heads ?? headsByName(fields.architecture, width);
    const gate = findGate(shapes, 'blocks.0.attn', { width, heads, gateType: fields.attn_gate_type });
    return {
      family: 'timm',
      width,
      depth,
      heads,
      patch,
      mlp: mlpOf(shapes),
      activation: 'gelu',
      normEpsilon: 1e-6,
      layerScale: shapes.get('blocks.0.ls1.gamma') !== undefined,
      qkvBias: shapes.get('blocks.0.attn.qkv.bias') !== undefined,
      normaliser: parseNormaliser(fields.attn_softmax),
      ...(gate && { gate }),
      cls: true,
      registers,
      position: {
        ...grid,
        prefix: positionPrefix(shapes, grid, registers),
        rule: 'bicubic-antialias',
      },
      classes,
      preprocessing: {
        resizeShortSide: Math.floor(Math.min(height, inputWidth) / crop_pct),
        crop: { height, width: inputWidth },
        interpolation,
        mean,
        std,
      },
    };
  },

  unusedTensors: [],

  embeddingNames: (spec) => ({
    ...pair('projection', 'patch_embed.proj'),
    cls: { tensor: 'cls_token' },
    positions: { tensor: 'pos_embed' },
    ...(spec.registers > 0 && { registers: { tensor: 'reg_token' } }),
  }),

  blockNames(spec, layer) {
    const block = `blocks.${layer}`;
    return {
      ...pair('norm1', `${block}.norm1`),
      ...pair('q', `${block}.attn.qkv`, 0),
      ...pair('k', `${block}.attn.qkv`, 1),
      ...pair('v', `${block}.attn.qkv`, 2),
      ...pair('proj', `${block}.attn.proj`),
      ...gateNames(spec.gate, spec.heads, `${block}.attn`),
      ls1: { tensor: `${block}.ls1.gamma` },
      ...pair('norm2', `${block}.norm2`),
      ...pair('fc1', `${block}.mlp.fc1`),
      ...pair('fc2', `${block}.mlp.fc2`),
      ls2: { tensor: `${block}.ls2.gamma` },
    };
  },

  headNames: () => ({ ...pair('norm', 'norm'), ...pair('head', 'head') }),
};

/** The weight and bias of one layer; with `part`, that third of a fused q, k, v layer. */
function pair(name: string, tensor: string, part?: number): NameMap {
  const slice = part === undefined ? {} : { slice: { part, parts: 3 } };
  return {
    [`${name}.weight`]: { tensor: `${tensor}.weight`, ...slice },
    [`${name}.bias`]: { tensor: `${tensor}.bias`, ...slice },
  };
}

function rejectOtherArchitectures(architecture: string): void {
  if (/^(vit|deit)/.test(architecture)) return;
  throw new InputError(
    `config.json: the architecture ${architecture} is no plain ViT. Known are timm's vit_… and deit….`,
  );
}

function headsByName(architecture: string, width: number): number {
  const size = /^(?:vit|deit3?)_([a-z0-9]+)_/.exec(architecture)?.[1] ?? '';
  // vit_giant_patch14_dinov2 is 1536 wide with 24 heads, the other vit_giant 1408 wide with 16.
  const heads = size === 'giant' ? (width === 1536 ? 24 : 16) : headsBySize[size];
  if (heads === undefined) {
    throw new InputError(
      `config.json does not say how many heads ${architecture} has. Add "num_heads" to its model_args.`,
    );
  }
  return heads;
}

function shapeOf(shapes: TensorShapes, tensor: string, dimensions: number): [number, number, number, number] {
  const shape = shapes.get(tensor);
  if (!shape) throw new InputError(`model.safetensors has no tensor ${tensor}.`);
  if (shape.length !== dimensions) {
    throw new InputError(
      `model.safetensors: tensor ${tensor} should have ${dimensions} dimensions, but has ${shape.length}.`,
    );
  }
  return [shape[0] ?? 1, shape[1] ?? 1, shape[2] ?? 1, shape[3] ?? 1];
}

function mlpOf(shapes: TensorShapes): ViTSpec['mlp'] {
  const [joined] = shapeOf(shapes, 'blocks.0.mlp.fc1.weight', 2);
  const [, hidden] = shapeOf(shapes, 'blocks.0.mlp.fc2.weight', 2);
  return { kind: joined === 2 * hidden ? 'swiglu' : 'mlp', hidden };
}

function positionPrefix(
  shapes: TensorShapes,
  grid: { rows: number; columns: number },
  registers: number,
): number {
  const [, entries] = shapeOf(shapes, 'pos_embed', 3);
  const prefix = entries - grid.rows * grid.columns;
  if (prefix === 0 || prefix === 1 || prefix === 1 + registers) return prefix;
  throw new InputError(
    `model.safetensors: pos_embed has ${entries} entries, which does not fit the ${grid.rows} × ${grid.columns} patches that config.json's input_size gives.`,
  );
}

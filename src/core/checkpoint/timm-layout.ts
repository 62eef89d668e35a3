import * as words from '#words/core/checkpoint.ts';
import * as weightWords from '#words/core/weight-files.ts';
import { InputError } from '../input-error.ts';
import type { EmbeddingSpec, HeadSpec, Normaliser, Preprocessing, RopeSpec, ViTSpec } from '../vit/spec.ts';
import { type Blueprint, blockCount, type TensorShapes, weightsName } from './family.ts';
import { fusedQkv, type NameMap, pair, pairs } from './name-map.ts';
import { findGate, gateNames } from './outeffhop-gate.ts';

/** What the tensors of a ViT in timm's naming do not tell. */
export interface TimmModel {
  readonly heads: number;
  readonly activation: ViTSpec['activation'];
  readonly normEpsilon: number;
  readonly normaliser: Normaliser;
  readonly gateType: string | undefined;
  readonly rope: RopeSpec | undefined;
  /** Absent: as the tensors have it. */
  readonly cls: boolean | undefined;
  readonly pool: HeadSpec['pool'];
  /** Whether `head`, or what is pooled where there is no head, is an image embedding and not class scores. */
  readonly embeds: boolean;
  readonly preprocessing: Preprocessing;
}

/** Reads the architecture of a ViT from timm's tensors (timm/models/vision_transformer.py and eva.py). */
export function readTimmLayout(model: TimmModel, tensors: TensorShapes, prefix: string): Blueprint {
  const shapes: TensorShapes = { get: (tensor) => tensors.get(prefix + tensor) };
  const spec = parseSpec(model, shapes);
  const has = (tensor: string) => shapes.get(tensor) !== undefined;
  return {
    spec,
    embedding: {
      ...pair('projection', `${prefix}patch_embed.proj`),
      ...pair('pre_norm', `${prefix}norm_pre`),
      cls: { tensor: `${prefix}cls_token` },
      distillation: { tensor: `${prefix}dist_token` },
      registers: { tensor: `${prefix}reg_token` },
      positions: { tensor: `${prefix}pos_embed` },
    },
    block: (layer) => blockNames(`${prefix}blocks.${layer}`, spec, has),
    head: headNames(prefix, spec),
    isUnused: (tensor) => tensor === `${prefix}rope.periods`,
  };
}

function parseSpec(model: TimmModel, shapes: TensorShapes): ViTSpec {
  const [width, , patch] = shapeOf(shapes, 'patch_embed.proj.weight', 4);
  const depth = blockCount(shapes, (layer) => `blocks.${layer}.norm1.weight`);
  const has = (tensor: string) => shapes.get(tensor) !== undefined;
  const { heads, rope, preprocessing } = model;
  const gate = findGate(shapes, 'blocks.0.attn', { width, heads, gateType: model.gateType });
  const { crop } = preprocessing;
  const grid = { rows: Math.floor(crop.height / patch), columns: Math.floor(crop.width / patch) };
  const prefix = {
    cls: model.cls ?? has('cls_token'),
    distillation: has('dist_token'),
    registers: shapes.get('reg_token')?.[1] ?? 0,
  };
  const distinctBiases = has('blocks.0.attn.q_bias');
  const outputs = shapes.get('head.weight')?.[0] ?? 0;
  const embeds = model.embeds && (outputs > 0 || model.pool === 'attention');
  if (model.pool === 'cls' && !prefix.cls && outputs > 0) {
    throw new InputError(words.noClassToken);
  }
  return {
    family: 'timm',
    width,
    depth,
    heads,
    patch,
    ...(!has('patch_embed.proj.bias') && { patchBias: false }),
    ...(has('norm_pre.weight') && { preNorm: true }),
    mlp: mlpOf(shapes),
    activation: model.activation,
    normEpsilon: model.normEpsilon,
    layerScale: has('blocks.0.ls1.gamma') || has('blocks.0.gamma_1'),
    qkvBias: distinctBiases || has('blocks.0.attn.qkv.bias'),
    ...(distinctBiases && { keyBias: false }),
    normaliser: model.normaliser,
    ...(gate && { gate }),
    ...(rope && { rope }),
    cls: prefix.cls,
    ...(prefix.distillation && { distillation: true }),
    registers: prefix.registers,
    position: {
      ...grid,
      prefix: rope ? 0 : placedTokens(shapes, grid, prefix),
      rule: rope ? 'rope' : 'bicubic-antialias',
    },
    head: headOf(model.pool, shapes),
    classes: embeds ? 0 : outputs,
    ...(embeds && { embedding: embeddingOf(width, outputs, has('head.bias')) }),
    preprocessing,
  };
}

function headOf(pool: HeadSpec['pool'], shapes: TensorShapes): HeadSpec {
  const has = (tensor: string) => shapes.get(tensor) !== undefined;
  return {
    norm: has('norm.weight') ? 'tokens' : has('fc_norm.weight') ? 'pooled' : 'none',
    pool,
    ...(pool === 'attention' && { poolHidden: shapeOf(shapes, 'attn_pool.mlp.fc1.weight', 2)[0] }),
    ...(has('head_dist.weight') && { distilled: true }),
  };
}

function embeddingOf(width: number, outputs: number, hasBias: boolean): EmbeddingSpec {
  if (outputs === 0) return { width, projection: 'none' };
  return { width: outputs, projection: hasBias ? 'affine' : 'linear' };
}

function headNames(prefix: string, { head }: ViTSpec): NameMap {
  const pool = `${prefix}attn_pool`;
  return {
    ...pair('norm', `${prefix}${head?.norm === 'pooled' ? 'fc_norm' : 'norm'}`),
    ...pairs({ head: `${prefix}head`, head_dist: `${prefix}head_dist`, embedding: `${prefix}head` }),
    'pool.query': { tensor: `${pool}.latent` },
    ...pair('pool.k', `${pool}.kv`, { part: 0, parts: 2 }),
    ...pair('pool.v', `${pool}.kv`, { part: 1, parts: 2 }),
    ...pairs({
      'pool.q': `${pool}.q`,
      'pool.proj': `${pool}.proj`,
      'pool.norm': `${pool}.norm`,
      'pool.fc1': `${pool}.mlp.fc1`,
      'pool.fc2': `${pool}.mlp.fc2`,
    }),
  };
}

function blockNames(block: string, spec: ViTSpec, has: (tensor: string) => boolean): NameMap {
  const [scale1, scale2] = has('blocks.0.gamma_1') ? ['gamma_1', 'gamma_2'] : ['ls1.gamma', 'ls2.gamma'];
  return {
    ...pairs({ norm1: `${block}.norm1`, proj: `${block}.attn.proj`, norm2: `${block}.norm2` }),
    ...fusedQkv(`${block}.attn.qkv`),
    ...(spec.keyBias === false && {
      'q.bias': { tensor: `${block}.attn.q_bias` },
      'v.bias': { tensor: `${block}.attn.v_bias` },
    }),
    ...gateNames(spec.gate, spec.heads, `${block}.attn`),
    ls1: { tensor: `${block}.${scale1}` },
    ...mlpNames(`${block}.mlp`, spec.mlp.kind, has('blocks.0.mlp.fc1_g.weight')),
    ls2: { tensor: `${block}.${scale2}` },
  };
}

/** SwiGLU is one fused layer [gate, value], or two: fc1_g and fc1_x (timm/layers/mlp.py). */
function mlpNames(mlp: string, kind: ViTSpec['mlp']['kind'], isSplit: boolean): NameMap {
  const fc2 = pair('fc2', `${mlp}.fc2`);
  if (kind === 'mlp') return { ...pair('fc1', `${mlp}.fc1`), ...fc2 };
  if (isSplit) return { ...pairs({ fc1_gate: `${mlp}.fc1_g`, fc1: `${mlp}.fc1_x` }), ...fc2 };
  return {
    ...pair('fc1_gate', `${mlp}.fc1`, { part: 0, parts: 2 }),
    ...pair('fc1', `${mlp}.fc1`, { part: 1, parts: 2 }),
    ...fc2,
  };
}

/** A tensor's shape, padded with ones to four. @throws InputError if it is missing or has other dimensions. */
function shapeOf(shapes: TensorShapes, tensor: string, dimensions: number): [number, number, number, number] {
  const shape = shapes.get(tensor);
  if (!shape) throw new InputError(weightWords.missingTensor(weightsName, tensor));
  if (shape.length !== dimensions) {
    throw new InputError(words.wrongDimensions(tensor, dimensions, shape.length));
  }
  return [shape[0] ?? 1, shape[1] ?? 1, shape[2] ?? 1, shape[3] ?? 1];
}

function mlpOf(shapes: TensorShapes): ViTSpec['mlp'] {
  const [, hidden] = shapeOf(shapes, 'blocks.0.mlp.fc2.weight', 2);
  if (shapes.get('blocks.0.mlp.fc1_g.weight')) return { kind: 'swiglu', hidden };
  const [joined] = shapeOf(shapes, 'blocks.0.mlp.fc1.weight', 2);
  return { kind: joined === 2 * hidden ? 'swiglu' : 'mlp', hidden };
}

/** Prefix tokens in the position table: none (no_embed_class), CLS alone, or all of them. */
function placedTokens(
  shapes: TensorShapes,
  grid: { rows: number; columns: number },
  { cls, distillation, registers }: { cls: boolean; distillation: boolean; registers: number },
): number {
  const [, entries] = shapeOf(shapes, 'pos_embed', 3);
  const summaries = Number(cls) + Number(distillation);
  const placed = entries - grid.rows * grid.columns;
  if (placed === 0 || placed === summaries || placed === summaries + registers) return placed;
  throw new InputError(words.wrongPositions(entries, grid.rows, grid.columns));
}

import * as v from 'valibot';
import type { ViTSpec } from '../vit/spec.ts';
import { positiveInteger, positiveNumber } from './config-schema.ts';
import type { Config } from './family.ts';
import { type NameMap, pairs } from './name-map.ts';

/** The vision fields that all of Hugging Face's config classes share, with their common defaults. */
export const visionFields = {
  hidden_size: v.nullish(positiveInteger, 768),
  intermediate_size: v.nullish(positiveInteger, 3072),
  num_hidden_layers: v.nullish(positiveInteger, 12),
  num_attention_heads: v.nullish(positiveInteger, 12),
  image_size: v.nullish(positiveInteger, 224),
  num_channels: v.nullish(v.literal(3), 3),
} as const;

/** The epsilon of LayerNorms, with the config class's default. */
export const epsilon = (otherwise: number) => v.nullish(positiveNumber, otherwise);

const activations = {
  gelu: 'gelu',
  quick_gelu: 'quick-gelu',
  gelu_pytorch_tanh: 'gelu-tanh',
  gelu_new: 'gelu-tanh',
  gelu_fast: 'gelu-tanh',
} as const satisfies Record<string, ViTSpec['activation']>;

/** `hidden_act` as our activation; `otherwise` is the config class's default. */
export function activationField(otherwise: keyof typeof activations) {
  const known = Object.keys(activations) as (keyof typeof activations)[];
  return v.pipe(
    v.nullish(v.picklist(known), otherwise),
    v.transform((name) => activations[name]),
  );
}

const labelSchema = v.object({ id2label: v.record(v.string(), v.string()) });

// Far more than any classifier has; an index beyond would make an array that nobody can walk through.
const maxClasses = 100_000;

/** Class names of a config's id2label, where it has some for every class and they are not mere numbers. */
export function readLabels(config: Config, classes: number): readonly string[] | undefined {
  const parsed = v.safeParse(labelSchema, config);
  if (!parsed.success || classes === 0 || classes > maxClasses) return undefined;
  const names = Array.from({ length: classes }, (_, index) => parsed.output.id2label[index] ?? '');
  return names.every((name) => /^(LABEL_\d+)?$/.test(name)) ? undefined : names;
}

/** A square grid of patches. */
export function squareGrid(imageSize: number, patch: number): { rows: number; columns: number } {
  const side = Math.floor(imageSize / patch);
  return { rows: side, columns: side };
}

export const imageNet = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] } as const;
export const halves = { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] } as const;
export const clipColours = {
  mean: [0.48145466, 0.4578275, 0.40821073],
  std: [0.26862954, 0.26130258, 0.27577711],
} as const;

/** A block in the naming of `vit`, which most of transformers' ViTs share. */
export function vitBlock(block: string): NameMap {
  return pairs({
    norm1: `${block}.layernorm_before`,
    q: `${block}.attention.attention.query`,
    k: `${block}.attention.attention.key`,
    v: `${block}.attention.attention.value`,
    proj: `${block}.attention.output.dense`,
    norm2: `${block}.layernorm_after`,
    fc1: `${block}.intermediate.dense`,
    fc2: `${block}.output.dense`,
  });
}

/** A block in the naming of `clip`, which its kin share, text towers included. */
export function clipBlock(block: string): NameMap {
  return pairs({
    norm1: `${block}.layer_norm1`,
    q: `${block}.self_attn.q_proj`,
    k: `${block}.self_attn.k_proj`,
    v: `${block}.self_attn.v_proj`,
    proj: `${block}.self_attn.out_proj`,
    norm2: `${block}.layer_norm2`,
    fc1: `${block}.mlp.fc1`,
    fc2: `${block}.mlp.fc2`,
  });
}

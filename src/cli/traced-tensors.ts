import type { BlockTap } from '../core/graph/block-program.ts';
import type { TextSpec, ViTSpec } from '../core/vit/spec.ts';
import { traceTensorShape } from '../engine/tensor-shapes.ts';

/** Every tensor that `--tensors` knows, in the order that the help lists them. */
export const tensorNames = [
  'tokens',
  'norms',
  'attention_norms',
  'mlp_norms',
  'attention',
  'attention_cls',
  'attention_received',
  'entropy',
  'q',
  'k',
  'v',
  'activations',
  'gate',
  'final',
  'logits',
  'image_embedding',
  'pixels',
  'text_tokens',
  'text_attention',
  'text_embedding',
  'similarity',
] as const;

export type TensorName = (typeof tensorNames)[number];

/** The tap that a tensor's layers come from; `tokens` are the block outputs, which every run has. */
export const layerTaps: Readonly<Partial<Record<TensorName, BlockTap>>> = {
  norms: 'norms',
  attention_norms: 'attentionNorms',
  mlp_norms: 'mlpNorms',
  attention: 'attention',
  attention_cls: 'cls',
  attention_received: 'received',
  entropy: 'entropy',
  q: 'q',
  k: 'k',
  v: 'v',
  activations: 'activations',
  gate: 'gate',
};

/** Tensors that need an image. */
export function needsImage(name: TensorName): boolean {
  return !name.startsWith('text_');
}

/** Tensors that need texts. */
export function needsTexts(name: TensorName): boolean {
  return name.startsWith('text_') || name === 'similarity';
}

/** The shape of a tensor of one run. `height` and `width` of the input in pixels. */
export function tensorShape(
  name: TensorName,
  spec: ViTSpec,
  run: {
    readonly tokens: number;
    readonly height: number;
    readonly width: number;
    readonly texts: { readonly count: number; readonly tokens: number };
  },
): readonly number[] {
  const { tokens } = run;
  switch (name) {
    case 'attention':
      return [spec.depth, spec.heads, tokens, tokens]; // of all layers, unlike the page's
    case 'activations':
      return [spec.depth, tokens, spec.mlp.hidden];
    case 'pixels':
      return [1, 3, run.height, run.width];
    case 'text_tokens':
    case 'text_attention':
    case 'text_embedding':
    case 'similarity':
      return textShape(name, spec.text, run.texts);
    default:
      return traceTensorShape(name, spec, tokens);
  }
}

/** Of one text as that of an image; of several with their number first. */
function textShape(
  name: 'text_tokens' | 'text_attention' | 'text_embedding' | 'similarity',
  spec: TextSpec | undefined,
  { count, tokens }: { readonly count: number; readonly tokens: number },
): readonly number[] {
  if (!spec || name === 'similarity') return [count];
  const several = count === 1 ? [] : [count];
  switch (name) {
    case 'text_tokens':
      return [...several, spec.depth, tokens, spec.width];
    case 'text_attention':
      return [...several, spec.depth, spec.heads, tokens, tokens];
    case 'text_embedding':
      return [...several, spec.embedding.width];
  }
}

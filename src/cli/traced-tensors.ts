import type { BlockTap } from '../core/graph/block-program.ts';
import type { ViTSpec } from '../core/vit/spec.ts';

/** Every tensor that `--tensors` knows, in the order that the help lists them. */
export const tensorNames = [
  'tokens',
  'norms',
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
  'pixels',
] as const;

export type TensorName = (typeof tensorNames)[number];

/** The tap that a tensor's layers come from; `tokens` are the block outputs, which every run has. */
export const layerTaps: Readonly<Partial<Record<TensorName, BlockTap>>> = {
  norms: 'norms',
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

/** The shape of a tensor of one run. `height` and `width` of the input in pixels. */
export function tensorShape(
  name: TensorName,
  spec: ViTSpec,
  run: { readonly tokens: number; readonly height: number; readonly width: number },
): readonly number[] {
  const { depth, heads, width } = spec;
  const { tokens } = run;
  switch (name) {
    case 'tokens':
      return [depth, tokens, width];
    case 'norms':
      return [depth, tokens];
    case 'attention':
      return [depth, heads, tokens, tokens];
    case 'attention_cls':
    case 'attention_received':
    case 'entropy':
    case 'gate':
      return [depth, heads, tokens];
    case 'q':
    case 'k':
    case 'v':
      return [depth, heads, tokens, width / heads];
    case 'activations':
      return [depth, tokens, spec.mlp.hidden];
    case 'final':
      return [tokens, width];
    case 'logits':
      return [spec.classes];
    case 'pixels':
      return [1, 3, run.height, run.width];
  }
}

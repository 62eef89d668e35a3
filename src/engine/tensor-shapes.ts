import type { ViTSpec } from '../core/vit/spec.ts';
import type { TraceTensorName } from './engine.ts';

/**
 * Names and shapes as the command line writes them; `attention_query` is of one query token [layers, heads, key], and
 * `attention` of one layer [1, heads, query, key].
 */
export function traceTensorShape(name: TraceTensorName, spec: ViTSpec, tokens: number): readonly number[] {
  const { depth, heads, width } = spec;
  switch (name) {
    case 'tokens':
      return [depth, tokens, width];
    case 'norms':
    case 'attention_norms':
    case 'mlp_norms':
      return [depth, tokens];
    case 'attention':
      return [1, heads, tokens, tokens];
    case 'attention_cls':
    case 'attention_query':
    case 'attention_received':
    case 'entropy':
    case 'gate':
      return [depth, heads, tokens];
    case 'q':
    case 'k':
    case 'v':
      return [depth, heads, tokens, width / heads];
    case 'final':
      return [tokens, width];
    case 'logits':
      return [spec.classes];
    case 'image_embedding':
      return [spec.embedding?.width ?? 0];
  }
}

/** The tensors that a model's traces have, in the order in which they are offered. */
export function availableTensors(spec: ViTSpec, hasTrainedGates: boolean): TraceTensorName[] {
  return [
    'norms',
    'attention_norms',
    'mlp_norms',
    ...(spec.cls ? (['attention_cls'] as const) : []),
    'attention_query',
    'attention_received',
    'entropy',
    'attention',
    ...(spec.gate && hasTrainedGates ? (['gate'] as const) : []),
    'q',
    'k',
    'v',
    'tokens',
    'final',
    ...(spec.classes > 0 ? (['logits'] as const) : []),
    ...(spec.embedding ? (['image_embedding'] as const) : []),
  ];
}

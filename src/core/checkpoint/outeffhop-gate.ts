import * as words from '#words/core/checkpoint.ts';
import { InputError } from '../input-error.ts';
import type { GateSpec, Normaliser } from '../vit/spec.ts';
import type { TensorShapes } from './family.ts';
import type { NameMap } from './name-map.ts';

/**
 * What MAGICS-LAB/OutEffHop's attention adds to a timm ViT: other normalisers and trained gates
 * (OutEffHop/transformers_language/models/vit_attention.py and softmax.py).
 */

/** In their softmax.py these two names stand for other numbers than they say. */
const misnamed: Readonly<Record<string, { gamma: number; eta: number }>> = {
  'clipped(-.005:1.005)': { gamma: -0.003, eta: 1.005 },
  'clippedsoftmax1(-.025:1)': { gamma: -0.025, eta: 1.1 },
};

/** Reads a training flag, by their name attn_softmax. @throws InputError for a normaliser that is none of theirs. */
export function parseNormaliser(flag: string, key = 'attn_softmax'): Normaliser {
  if (flag === 'vanilla') return { kind: 'softmax' };
  if (flag === 'softmax1') return { kind: 'softmax-1' };
  const clipped = /^clipped(softmax1)?\((-?\d*\.?\d+):(-?\d*\.?\d+)\)$/.exec(flag);
  if (!clipped) {
    throw new InputError(words.unknownNormaliser(key, flag));
  }
  const clip = misnamed[flag] ?? { gamma: Number(clipped[2]), eta: Number(clipped[3]) };
  return { kind: clipped[1] ? 'softmax-1' : 'softmax', clip };
}

/** Finds a block's gate by its tensors' names and shapes, which are certain where the config's keys are not. */
export function findGate(
  shapes: TensorShapes,
  attention: string,
  { width, heads, gateType }: { width: number; heads: number; gateType: string | undefined },
): GateSpec | undefined {
  const shape = (name: string) => shapes.get(`${attention}.${name}`);
  const pooled = gateType === 'conditional_per_head';
  if (shape('alpha')) return { kind: 'head', bias: false, hidden: 0, pooled: false };
  const rows = shape('alpha.weight')?.[0];
  if (rows !== undefined) {
    if (rows !== heads && rows !== width) {
      throw new InputError(words.wrongGate(attention, rows, heads, width));
    }
    const kind = rows === heads ? 'linear' : 'elementwise';
    return { kind, bias: shape('alpha.bias') !== undefined, hidden: 0, pooled: false };
  }
  if (shape('alpha.0.weight')) {
    return { kind: 'linear-per-head', bias: shape('alpha.0.bias') !== undefined, hidden: 0, pooled };
  }
  const hidden = shape('alpha.0.0.weight')?.[0];
  if (hidden === undefined) return undefined;
  return { kind: 'mlp-per-head', bias: shape('alpha.0.0.bias') !== undefined, hidden, pooled };
}

/** Program names of a gate's weights in a block whose attention has the given tensor prefix. */
export function gateNames(gate: GateSpec | undefined, heads: number, attention: string): NameMap {
  if (!gate) return {};
  const layers = {
    head: [],
    linear: ['alpha'],
    elementwise: ['alpha'],
    'linear-per-head': Array.from({ length: heads }, (_, head) => `alpha.${head}`),
    'mlp-per-head': Array.from({ length: heads }, (_, head) => [`alpha.${head}.0`, `alpha.${head}.2`]).flat(),
  }[gate.kind];
  const names =
    gate.kind === 'head' ? ['alpha'] : layers.flatMap((layer) => [`${layer}.weight`, `${layer}.bias`]);
  return Object.fromEntries(names.map((name) => [name, { tensor: `${attention}.${name}` }]));
}

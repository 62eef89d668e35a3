import * as v from 'valibot';
import * as words from '#words/core/intervention.ts';
import { InputError } from '../input-error.ts';
import type { ViTSpec } from '../vit/spec.ts';
import { patchCount, prefixCount, type TokenLayout, tokenCount } from '../vit/token-layout.ts';
import { index } from './fields.ts';
import type { Intervention } from './intervention.ts';

// In one spelling only, so that a list under "07" is not overlooked.
const layerKey = v.pipe(v.string(), v.regex(/^(0|[1-9]\d*)$/, words.layerKey));

/** Neurons by layer: `{"7": [12, 40]}`. */
export const neuronListSchema = v.pipe(
  v.custom<object>(
    (input) => typeof input === 'object' && input !== null && !Array.isArray(input),
    words.neuronLists,
  ),
  v.record(layerKey, v.array(index)),
);

export type NeuronList = v.InferOutput<typeof neuronListSchema>;

const schema = v.strictObject({
  neurons: neuronListSchema,
  /** Where the activations go: test-time registers, patches (row by row, from 0), or nowhere (`none` zeroes them). */
  target: v.optional(
    v.union([v.picklist(['registers', 'none']), v.strictObject({ patches: v.array(index) })], words.targets),
    'registers',
  ),
  mode: v.optional(v.picklist(['paper', 'code']), 'paper'),
  others: v.optional(v.picklist(['zero', 'mean', 'only-outliers', 'same']), 'zero'),
  /** What the activations are multiplied by on their way. */
  scale: v.optional(v.number(), 1),
  /** `random` says that the neurons were drawn at random, as a control. It changes nothing in a run. */
  origin: v.optional(v.literal('random')),
});

export type Reroute = v.InferOutput<typeof schema>;

/** Sends the activations of register neurons to other tokens (Jiang et al. 2025, section 4). */
export const reroute: Intervention<Reroute> = {
  schema,
  check: ({ neurons }, spec) => checkNeurons(neurons, spec),
  block(value, { spec, layout, layer }) {
    const neurons = value.neurons[layer];
    if (!neurons?.length) return undefined;
    const tokens = tokenCount(layout);
    const listed = new Float32Array(spec.mlp.hidden);
    for (const neuron of neurons) listed[neuron] = 1;
    const targets = new Float32Array(tokens);
    for (const token of targetTokens(value.target, layout)) targets[token] = 1;
    const kept = new Float32Array(tokens);
    if (value.mode === 'code' && layout.cls === 1 && targets[0] === 0) kept[0] = 1;
    const others = targets.map((target, token) => (target || kept[token] ? 0 : 1));
    const perToken = (data: Float32Array) => ({ data, dims: [tokens, 1] });
    return {
      variant: { reroute: { mode: value.mode, others: value.others } },
      feeds: {
        neurons: { data: listed, dims: [1, spec.mlp.hidden] },
        targets: perToken(targets.map((target) => target * value.scale)),
        others: perToken(others),
        kept: perToken(kept),
      },
    };
  },
};

/** @throws InputError naming the layer or neuron that the model does not have. */
export function checkNeurons(neurons: NeuronList, spec: ViTSpec): void {
  for (const [layer, list] of Object.entries(neurons)) {
    if (Number(layer) >= spec.depth) {
      throw new InputError(words.unknownLayer(layer, spec.depth - 1));
    }
    const wrong = list.find((neuron) => neuron >= spec.mlp.hidden);
    if (wrong !== undefined) {
      throw new InputError(words.unknownNeuron(layer, wrong, spec.mlp.hidden - 1));
    }
  }
}

function targetTokens(target: Reroute['target'], layout: TokenLayout): number[] {
  if (target === 'none') return [];
  if (target === 'registers') {
    if (layout.testTimeRegisters === 0) {
      throw new InputError(words.noRegisters);
    }
    const first = tokenCount(layout) - layout.testTimeRegisters;
    return Array.from({ length: layout.testTimeRegisters }, (_, register) => first + register);
  }
  const wrong = target.patches.find((patch) => patch >= patchCount(layout));
  if (wrong !== undefined) {
    throw new InputError(words.unknownPatch(wrong, patchCount(layout) - 1));
  }
  return target.patches.map((patch) => prefixCount(layout) + patch);
}

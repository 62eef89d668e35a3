import * as v from 'valibot';
import * as words from '#words/core/intervention.ts';
import { tokenCount } from '../vit/token-layout.ts';
import { checkSelection, checkTokens, index, selection, selects } from './fields.ts';
import type { Intervention } from './intervention.ts';
import { maskKeys } from './mask.ts';

/** How the sinks are chosen: by a rule on the unchanged run, or by hand. */
const sinks = v.union(
  [v.picklist(['outliers', 'received']), v.strictObject({ tokens: v.array(index), layers: selection })],
  words.sinks,
);

const schema = v.variant('kind', [
  v.strictObject({ kind: v.literal('trained') }),
  v.strictObject({ kind: v.literal('none') }),
  v.strictObject({
    kind: v.literal('implied'),
    sinks: v.optional(sinks, 'outliers'),
    /** `gate`: the sinks' values contribute nothing; `mask`: nobody attends to them, the rest is renormalised. */
    form: v.optional(v.picklist(['gate', 'mask']), 'gate'),
  }),
]);

export type Gate = v.InferOutput<typeof schema>;

/** The rule by which a gate's sinks are still to be chosen, if it is by one. */
export function sinkRule(gate: Gate | undefined): 'outliers' | 'received' | undefined {
  return gate?.kind === 'implied' && typeof gate.sinks === 'string' ? gate.sinks : undefined;
}

/**
 * A checkpoint's own gate on (`trained`) or off (`none`: every gate 1); or the gate that the sinks imply:
 * for sinks S, Σ_{j∉S} A_ij v_j is sink-free attention times g_i = 1 − Σ_{j∈S} A_ij.
 */
export const gate: Intervention<Gate> = {
  schema,
  check(value, spec) {
    if (value.kind === 'implied' && typeof value.sinks !== 'string') {
      checkSelection(value.sinks.layers, 'layer', 'gate.sinks.layers', spec);
    }
  },
  block(value, { spec, layout, layer }) {
    if (value.kind === 'trained') return undefined;
    if (value.kind === 'none') return spec.gate ? { variant: { gate: false } } : undefined;
    if (typeof value.sinks === 'string')
      throw new Error('The sinks must be chosen before a run is compiled.');
    const { tokens, layers } = value.sinks;
    if (tokens.length === 0 || !selects(layers, layer)) return undefined;
    checkTokens(tokens, 'gate.sinks.tokens', layout);
    if (value.form === 'mask') {
      return maskKeys([{ tokens, heads: 'all' }], { heads: spec.heads, layout, where: 'gate.sinks.tokens' });
    }
    const data = new Float32Array(tokenCount(layout)).fill(1);
    for (const token of tokens) data[token] = 0;
    return { variant: { scaleValues: true }, feeds: { valueScale: { data, dims: [data.length, 1] } } };
  },
};

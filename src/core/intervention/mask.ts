import * as v from 'valibot';
import * as words from '#words/core/intervention.ts';
import { InputError } from '../input-error.ts';
import { type TokenLayout, tokenCount } from '../vit/token-layout.ts';
import { checkSelection, checkTokens, index, type Selection, selection, selects } from './fields.ts';
import type { BlockChange, Intervention } from './intervention.ts';

const one = v.strictObject({ tokens: v.array(index), layers: selection, heads: selection });
const several = v.array(one);
// Chosen by what is given, so that a mistake is named where it is.
const schema = v.lazy((given): typeof one | typeof several => (Array.isArray(given) ? several : one));

// Far below any score, so that its exponential is 0, and finite, so that 0 · score stays 0.
const forbidden = -1e9;

/** Forbids attention to chosen keys, in all or some layers and heads. */
export const mask: Intervention<v.InferOutput<typeof schema>> = {
  schema,
  check(masks, spec) {
    for (const { layers, heads } of [masks].flat()) {
      checkSelection(layers, 'layer', 'mask.layers', spec);
      checkSelection(heads, 'head', 'mask.heads', spec);
    }
  },
  block(masks, { spec, layout, layer }) {
    const here = [masks].flat().filter(({ layers }) => selects(layers, layer));
    return maskKeys(here, { heads: spec.heads, layout, where: 'mask.tokens' });
  },
};

/** The change that hides tokens as keys from some heads; undefined where there is nothing to hide. */
export function maskKeys(
  masks: readonly { tokens: readonly number[]; heads: Selection }[],
  { heads, layout, where }: { heads: number; layout: TokenLayout; where: string },
): BlockChange | undefined {
  if (masks.every(({ tokens }) => tokens.length === 0)) return undefined;
  const tokens = tokenCount(layout);
  const data = new Float32Array(heads * tokens); // [heads, 1, tokens]
  for (const entry of masks) {
    checkTokens(entry.tokens, where, layout);
    for (let head = 0; head < heads; head++) {
      if (!selects(entry.heads, head)) continue;
      for (const token of entry.tokens) data[head * tokens + token] = forbidden;
    }
  }
  refuseBlindHeads(data, heads, where);
  return { variant: { mask: true }, feeds: { mask: { data, dims: [heads, 1, tokens] } } };
}

/** @throws InputError if a mask [heads, 1, tokens] leaves a head nothing to attend to. */
export function refuseBlindHeads(mask: Float32Array, heads: number, where: string): void {
  const tokens = mask.length / heads;
  for (let head = 0; head < heads; head++) {
    if (mask.subarray(head * tokens, (head + 1) * tokens).every((value) => value === forbidden)) {
      throw new InputError(words.blindHead(where, head));
    }
  }
}

import * as v from 'valibot';
import * as words from '#words/core/intervention.ts';
import { InputError } from '../input-error.ts';
import type { ViTSpec } from '../vit/spec.ts';
import { type TokenLayout, tokenCount } from '../vit/token-layout.ts';

/** A token, patch, layer, head or neuron: counted from 0. */
export const index = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Chosen layers or heads. */
export const selection = v.optional(v.union([v.literal('all'), v.array(index)], words.allOrList), 'all');

export type Selection = v.InferOutput<typeof selection>;

/** Whether a selection holds an index. */
export function selects(chosen: Selection, at: number): boolean {
  return chosen === 'all' || chosen.includes(at);
}

/** @throws InputError if a selection of layers or heads goes beyond the model. */
export function checkSelection(
  chosen: Selection,
  what: 'layer' | 'head',
  where: string,
  spec: ViTSpec,
): void {
  const count = what === 'layer' ? spec.depth : spec.heads;
  const wrong = chosen === 'all' ? undefined : chosen.find((at) => at >= count);
  if (wrong !== undefined) {
    throw new InputError(words.beyondModel[what](where, wrong, count - 1));
  }
}

/** @throws InputError if a token is not in the sequence. */
export function checkTokens(tokens: readonly number[], where: string, layout: TokenLayout): void {
  const count = tokenCount(layout);
  const wrong = tokens.find((token) => token >= count);
  if (wrong !== undefined) {
    throw new InputError(words.unknownToken(where, wrong, count - 1));
  }
}

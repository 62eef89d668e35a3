import * as words from '#words/core/texts.ts';
import { InputError } from '../input-error.ts';
import type { FloatTensor } from '../tensor/float-tensor.ts';
import type { TextSpec } from '../vit/spec.ts';

// Far below any score, so that its exponential is 0, and finite, so that 0 · score stays 0.
const forbidden = -1e9;

/** @throws InputError if token ids are too many, none, or beyond the vocabulary. */
export function checkTokenIds(
  ids: readonly number[],
  { context, vocabulary }: TextSpec,
  where: string,
): void {
  if (ids.length === 0) throw new InputError(words.noTokens(where));
  if (ids.length > context) {
    throw new InputError(words.tooManyTokens(where, ids.length, context));
  }
  const wrong = ids.find((id) => !Number.isInteger(id) || id < 0 || id >= vocabulary);
  if (wrong !== undefined) {
    throw new InputError(words.unknownToken(where, wrong, vocabulary - 1));
  }
}

/** The place of the token that is pooled. @throws InputError if there is none. */
export function endTokenIndex(ids: readonly number[], { endToken }: TextSpec, where: string): number {
  const index = ids.indexOf(endToken === 'highest' ? Math.max(...ids) : endToken);
  if (index >= 0) return index;
  throw new InputError(words.noEndToken(where, String(endToken)));
}

/** What is added to the scores of causal attention [tokens, tokens]: nothing up to the query itself. */
export function causalMask(tokens: number): FloatTensor {
  const data = new Float32Array(tokens * tokens);
  for (let query = 0; query < tokens; query++) {
    data.fill(forbidden, query * tokens + query + 1, (query + 1) * tokens);
  }
  return { data, dims: [tokens, tokens] };
}

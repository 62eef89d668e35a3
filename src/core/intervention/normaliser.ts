import * as v from 'valibot';
import { tokenCount } from '../vit/token-layout.ts';
import type { Intervention } from './intervention.ts';

const schema = v.picklist(['softmax', 'softmax-1', 'sigmoid']);

/** Replaces the normaliser of every layer; sigmoid attention has the bias −log n (Ramapuram et al. 2024). */
export const normaliser: Intervention<v.InferOutput<typeof schema>> = {
  schema,
  block(kind, { layout }) {
    if (kind !== 'sigmoid') return { variant: { normaliser: { kind } } };
    const logTokens = { data: Float32Array.of(Math.log(tokenCount(layout))), dims: [1] };
    return { variant: { normaliser: { kind } }, feeds: { logTokens } };
  },
};

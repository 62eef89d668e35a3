import * as v from 'valibot';
import { expected } from '#words/state/lessons.ts';

const label = v.pipe(v.string(), v.minLength(1), v.maxLength(24));
const score = v.pipe(v.number(), v.minValue(-10), v.maxValue(10));
const ways = v.picklist(['softmax', 'softmax-1', 'sigmoid', 'gated']);

/** Bars to drag, and what each way of normalising makes of them. */
const logits = v.strictObject({
  kind: v.literal('logits'),
  keys: v.pipe(v.array(v.strictObject({ label, score })), v.minLength(2), v.maxLength(8)),
  ways: v.pipe(v.array(ways), v.minLength(1), v.maxLength(4)),
  /** At first, of `gated`. */
  gate: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0.5),
});

/** Words that look back at each other, and how strongly the first one draws. */
const causal = v.strictObject({
  kind: v.literal('causal'),
  words: v.pipe(v.array(label), v.minLength(2), v.maxLength(8)),
  /** Of a word with itself; all others are 0. */
  own: score,
  /** Of every word with the first one, at first. */
  first: score,
  ways: v.pipe(v.array(ways), v.minLength(1), v.maxLength(4)),
  gate: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0.3),
});

/** The norms of the active lens's patches, as the page has them now. */
const norms = v.strictObject({
  kind: v.literal('norms'),
  /** `staged`: the one on the stage; `peak`: where the largest is the largest multiple of the median. */
  layer: v.optional(
    v.union(
      [v.picklist(['staged', 'peak']), v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(200))],
      expected.layer,
    ),
    'staged',
  ),
});

/** A small live picture beside a step's text. */
export const diagramSchema = v.variant('kind', [logits, causal, norms]);

export type Diagram = v.InferOutput<typeof diagramSchema>;
export type DiagramOf<Kind extends Diagram['kind']> = Extract<Diagram, { readonly kind: Kind }>;

/** One class of a checkpoint's own head. */
export interface RankedClass {
  readonly index: number;
  /** After the softmax over all classes, in [0, 1]. */
  readonly probability: number;
}

/** The `count` most probable classes, by softmax over all logits, most probable first. */
export function topClasses(logits: Float32Array, count: number): RankedClass[] {
  let highest = Number.NEGATIVE_INFINITY;
  for (const logit of logits) if (logit > highest) highest = logit;
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - highest);
  return Array.from(logits, (logit, index) => ({ index, probability: Math.exp(logit - highest) / sum }))
    .sort((a, b) => b.probability - a.probability || a.index - b.index)
    .slice(0, count);
}

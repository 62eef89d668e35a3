/**
 * The softmax over prompts of `scale` · cosine, as openai/CLIP's README turns similarities into probabilities
 * [prompts]. They say which prompt fits best among these, not how well it fits.
 */
export function promptShares(cosines: readonly number[], scale: number): number[] {
  const highest = Math.max(...cosines);
  const weights = cosines.map((cosine) => Math.exp(scale * (cosine - highest)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

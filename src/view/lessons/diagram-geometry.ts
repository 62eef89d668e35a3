import { scaleLinear } from 'd3-scale';

/** Sizes of the picture of scores and weights, in its own units (CSS pixels at the panel's width). */
export const LOGITS = {
  width: 320,
  left: 62,
  right: 36,
  scoresTop: 14,
  scoresHeight: 92,
  names: 18,
  row: 40,
};

/** From a score to its place above or below the zero line, and back. */
export function scoreScale(scores: readonly number[]) {
  const reach = Math.max(6, ...scores.map(Math.abs));
  return scaleLinear()
    .domain([-reach, reach])
    .range([LOGITS.scoresTop + LOGITS.scoresHeight, LOGITS.scoresTop])
    .clamp(true);
}

/** The score under a place, in steps of a tenth. */
export function scoreAt(scale: ReturnType<typeof scoreScale>, y: number): number {
  return Math.round(scale.invert(y) * 10) / 10;
}

/** The left end of a key's column and the width of all of them; the last one is for what no key gets. */
export function columnsOf(keys: number) {
  const widthPx = (LOGITS.width - LOGITS.left - LOGITS.right) / (keys + 1);
  return { widthPx, leftOf: (key: number) => LOGITS.left + key * widthPx };
}

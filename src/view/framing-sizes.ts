/** Sizes that published models use, in pixels. */
const USUAL_SIZES = [160, 224, 336, 448, 518, 672];

/** Sides on offer, as multiples of the patch, ascending; the native and the current one are always among them. */
export function framingSizes(patch: number, native: number, current: number): number[] {
  const multiples = USUAL_SIZES.map((side) => Math.max(1, Math.round(side / patch)) * patch);
  return [...new Set([...multiples, native, current])].sort((a, b) => a - b);
}

/** A side with the patches that it makes. */
export function sizeLabel(side: number, patch: number, native: number): string {
  return `${side} px, ${Math.round(side / patch)} patches${side === native ? ' (native)' : ''}`;
}

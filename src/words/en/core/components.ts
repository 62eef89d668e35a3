const sides = { above: 'above', below: 'below' };

export const tooFewPatches = (
  threshold: number,
  { left, of, side }: { readonly left: number; readonly of: number; readonly side: keyof typeof sides },
) =>
  `The foreground threshold of ${threshold.toFixed(2)} leaves ${left} of ${of} patches ${sides[side]} it; ` +
  'a basis needs at least 2. Move the threshold or take the other side.';

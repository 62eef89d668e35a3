import type { Interventions } from './interventions.ts';

/** Tokens that nobody may attend to, in some layers and heads. */
export type MaskEntry = Exclude<NonNullable<Interventions['mask']>, readonly unknown[]>;

/** The masks of an intervention as a list, whichever form its JSON has. */
export function maskEntries(mask: Interventions['mask']): readonly MaskEntry[] {
  return mask === undefined ? [] : [mask].flat();
}

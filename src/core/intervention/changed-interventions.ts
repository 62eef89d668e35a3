import type { Interventions } from './interventions.ts';

/** Parts to set; undefined takes a part out. */
export type InterventionChange = { readonly [Part in keyof Interventions]?: Interventions[Part] | undefined };

/** Interventions with some parts set or taken out; parts that change nothing are left out, so that none is `{}`. */
export function changedInterventions(given: Interventions, change: InterventionChange): Interventions {
  const parts = { ...given, ...change };
  const kept = Object.entries(parts).filter(([, part]) => part !== undefined && !isIdle(part));
  return Object.fromEntries(kept) as Interventions;
}

/** What is switched off: no registers, nothing dropped, an empty list of masks. */
function isIdle(part: Interventions[keyof Interventions]): boolean {
  if (part === false) return true;
  if (Array.isArray(part)) return part.length === 0;
  return typeof part === 'object' && 'count' in part && part.count === 0;
}

/** What is needed once a set of patches is drawn, or numbers are read; the first picture does without. */
export const loadQuerySetMarks = async () => ({
  default: (await import('./query-set-marks.tsx')).QuerySetMarks,
});

/** Turns a trail of the pointer into a set of patches. */
export const loadDrawnSet = async () => (await import('../../state/drawn-set.ts')).drawnSet;

/** The line of numbers about one token. */
export const loadTokenNumbers = async () => ({
  default: (await import('./token-numbers.tsx')).TokenNumbers,
});

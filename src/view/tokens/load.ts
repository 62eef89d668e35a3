const load = () => import('./token-tools.ts');

/** The outline of a query set. All that is loaded here the first picture does without. */
export const loadQuerySetMarks = async () => ({ default: (await load()).QuerySetMarks });

/** Turns a trail of the pointer into a set of patches. */
export const loadDrawnSet = async () => (await load()).drawnSet;

/** The line of numbers about one token. */
export const loadTokenNumbers = async () => ({ default: (await load()).TokenNumbers });

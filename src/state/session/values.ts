import * as v from 'valibot';

/** A number of things, or the place of one: beyond every layer, head and token that there is. */
export const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000));

/** A part of a whole, in [0, 1]. */
export const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

export const finite = v.pipe(v.number(), v.finite());

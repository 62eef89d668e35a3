import * as v from 'valibot';
import type { Intervention } from './intervention.ts';

const maxRegisters = 8;

const schema = v.strictObject({
  /** Test-time registers to append at the end of the sequence. */
  count: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxRegisters)),
  /** `mean`: the mean patch embedding; `random`: normal, of the patches' mean norm, from `seed`. */
  init: v.optional(v.picklist(['zeros', 'mean', 'random']), 'zeros'),
  seed: v.optional(v.pipe(v.number(), v.integer()), 0),
});

export type Registers = v.InferOutput<typeof schema>;

/** Test-time registers (Jiang et al. 2025): tokens appended after the position embedding, without one. */
export const registers: Intervention<Registers> = {
  schema,
  layout: ({ count }, layout) => ({ ...layout, testTimeRegisters: count }),
};

import * as v from 'valibot';
import { InputError } from '../input-error.ts';
import type { Intervention } from './intervention.ts';

/** Takes a model's own trained registers out of the sequence: an ablation. */
export const dropTrainedRegisters: Intervention<boolean> = {
  schema: v.boolean(),
  check(drop, spec) {
    if (drop && spec.registers === 0) {
      throw new InputError('dropTrainedRegisters: this model has no trained registers to drop.');
    }
  },
  layout: (drop, layout) => (drop ? { ...layout, registers: 0 } : layout),
};

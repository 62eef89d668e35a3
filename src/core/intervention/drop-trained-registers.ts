import * as v from 'valibot';
import * as words from '#words/core/intervention.ts';
import { InputError } from '../input-error.ts';
import type { Intervention } from './intervention.ts';

/** Takes a model's own trained registers out of the sequence: an ablation. */
export const dropTrainedRegisters: Intervention<boolean> = {
  schema: v.boolean(),
  check(drop, spec) {
    if (drop && spec.registers === 0) {
      throw new InputError(words.noTrainedRegisters);
    }
  },
  layout: (drop, layout) => (drop ? { ...layout, registers: 0 } : layout),
};

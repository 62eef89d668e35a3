import * as v from 'valibot';
import { repositoryId } from './model-reference.ts';

const repository = v.pipe(v.string(), v.regex(repositoryId));

/** `src/hub/catalogue.json`: the models that are offered by name. Data, so that a new one needs no code; what is said of them stands in the words. */
export const catalogueEntrySchema = v.strictObject({
  repo: repository,
  /** A commit, where `pinned`; else a branch. */
  revision: v.pipe(v.string(), v.regex(/^([0-9a-f]{40}|main)$/)),
  pinned: v.boolean(),
  /** The start of the commit that was looked at, where the whole is not known. */
  commitPrefix: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{7}$/))),
  weights: v.pipe(v.string(), v.regex(/\.safetensors$/)),
  /** Size of the weights; `estimated` from the number of parameters. */
  bytes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  bytesAre: v.picklist(['exact', 'estimated']),
  /** The Hub's name of it, or one that the words explain. */
  licence: v.string(),
  /** In pixels, as `native`. */
  patch: v.pipe(v.number(), v.integer()),
  native: v.pipe(v.number(), v.integer()),
  registers: v.pipe(v.number(), v.integer()),
  /** Whether high-norm artifacts are known to show, and by whom that was found. */
  artifacts: v.strictObject({
    shown: v.picklist(['yes', 'mild', 'no', 'unknown']),
    /** A publication; `own`: measured with this program. */
    source: v.optional(v.string()),
  }),
  registerTwin: v.optional(repository),
  gatedTwin: v.optional(repository),
  /** The model without the registers or gates. */
  plainTwin: v.optional(repository),
});

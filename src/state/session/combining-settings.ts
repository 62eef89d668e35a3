import * as v from 'valibot';
import { expected } from '#words/state/session.ts';
import type { HeadWeights } from '../../core/analysis/combined-heads.ts';
import { type HeadFusion, LARGEST_DISCARD, type RolloutOptions } from '../../core/analysis/rollout.ts';
import type { CombinedKind, Combining } from '../combining.ts';
import { oneOf, type Setting, setting, settings } from './setting.ts';
import { count, share } from './values.ts';

const kinds: Readonly<Record<CombinedKind, true>> = { weighted: true, rollout: true, range: true };
const fusions: Readonly<Record<HeadFusion, true>> = { mean: true, max: true, min: true };

const weights: v.GenericSchema<unknown, HeadWeights> = v.record(
  v.pipe(v.string(), v.regex(/^\d{1,4}$/, expected.head)),
  v.pipe(v.number(), v.finite()),
);

/** How heads and layers are combined. */
export const combiningSettings: Setting<Combining> = settings<Combining>({
  weights: setting(weights),
  rollout: settings<RolloutOptions>({
    start: setting(count),
    heads: oneOf(fusions),
    identity: setting(v.boolean()),
    discard: setting(v.pipe(v.number(), v.minValue(0), v.maxValue(LARGEST_DISCARD))),
  }),
  range: settings<Combining['range']>({
    start: setting(count),
    heads: oneOf({ mean: true, max: true, weighted: true }),
  }),
  columns: setting(v.array(v.picklist(Object.keys(kinds) as CombinedKind[]))),
  mask: settings<Combining['mask']>({ shown: setting(v.boolean()), share: setting(share) }),
});

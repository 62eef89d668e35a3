import * as v from 'valibot';
import { FEATURE_SITES, type FeatureSite } from '../../core/analysis/features.ts';
import type { FeatureSettings } from '../feature-settings.ts';
import { oneOf, type Setting, setting, settings } from './setting.ts';
import { share } from './values.ts';

/** Where features are taken from. */
export const featureSite: v.GenericSchema<unknown, FeatureSite> = v.picklist(FEATURE_SITES);

/** How features are looked at. */
export const featureSettings: Setting<FeatureSettings> = settings<FeatureSettings>({
  isOpen: setting(v.boolean()),
  shows: oneOf({ similarity: true, pca: true }),
  basis: oneOf({ joint: true, own: true }),
  leavesOutOutliers: setting(v.boolean()),
  foreground: oneOf<FeatureSettings['foreground']>({ all: true, above: true, below: true }),
  threshold: setting(share),
});

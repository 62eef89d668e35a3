import * as v from 'valibot';
import { expected } from '#words/state/session.ts';
import type { HeadMeasure } from '../../core/analysis/head-measures.ts';
import type { GridView, HeadFilter } from '../requested.ts';
import { oneOf, type Setting, setting, settings } from './setting.ts';
import { finite } from './values.ts';

const measures: Readonly<Record<HeadMeasure, true>> = {
  'sink-share': true,
  entropy: true,
  similarity: true,
  distance: true,
};

const filter: v.GenericSchema<unknown, HeadFilter> = v.strictObject({
  measure: v.picklist(Object.keys(measures) as HeadMeasure[]),
  keeps: v.picklist(['at-least', 'at-most']),
  limit: v.union([v.literal('median'), finite], expected.medianOrNumber),
  others: v.picklist(['dimmed', 'hidden']),
});

/** How the grid of layers and heads is laid out. */
export const gridSettings: Setting<GridView> = settings<GridView>({
  order: oneOf<GridView['order']>({ layers: true, ...measures }),
  highestFirst: setting(v.boolean()),
  filter: setting(v.optional(filter)),
  zoom: setting(v.pipe(v.number(), v.minValue(1), v.maxValue(100))),
});

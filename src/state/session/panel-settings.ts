import * as v from 'valibot';
import { type FrameView, LARGEST_SCALE } from '../frame-view.ts';
import { CHANGE_SECTIONS, type Panels } from '../panels.ts';
import { oneOf, type Setting, setting, settings } from './setting.ts';
import { share } from './values.ts';

/** Which panels stand open. */
export const panelSettings: Setting<Panels> = settings<Panels>({
  change: setting(v.boolean()),
  sections: setting(v.pipe(v.array(v.picklist(CHANGE_SECTIONS)), v.maxLength(CHANGE_SECTIONS.length))),
  menu: oneOf<Panels['menu']>({ none: true, models: true, framing: true, lenses: true, combining: true }),
  layers: oneOf({ attention: true, norms: true }),
});

/** Which part of the frame fills the stage. */
export const viewSettings: Setting<FrameView> = settings<FrameView>({
  scale: setting(v.pipe(v.number(), v.minValue(1), v.maxValue(LARGEST_SCALE))),
  x: setting(share),
  y: setting(share),
});

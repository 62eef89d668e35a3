import * as v from 'valibot';
import { expected } from '#words/state/session.ts';
import type { Prompts, TextAttentionChoice } from '../prompts.ts';
import { type Setting, setting, settings } from './setting.ts';
import { count } from './values.ts';

const text = v.pipe(v.string(), v.maxLength(2000));

/** The texts that images are compared with. */
export const promptSettings: Setting<Prompts> = settings<Prompts>({
  texts: setting(v.pipe(v.array(text), v.maxLength(50))),
  template: setting(text),
  attention: settings<TextAttentionChoice>({
    prompt: setting(count),
    layer: setting(count),
    head: setting(v.union([v.literal('mean'), count], expected.meanOrHead)),
  }),
});

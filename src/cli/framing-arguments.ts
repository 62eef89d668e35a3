import * as words from '#words/cli/arguments.ts';
import type { Fit, FramingRequest } from '../core/image/framing.ts';
import { maxInputSidePx } from '../core/image/prepare.ts';
import { InputError } from '../core/input-error.ts';
import { parseChoice } from './option-words.ts';

/** The options that frame images. */
export const framingOptions = { size: { type: 'string' }, fit: { type: 'string' } } as const;

const fits: readonly Fit[] = ['publisher', 'whole', 'crop', 'pad', 'stretch'];

/** Reads `--fit` and `--size`. @throws InputError naming what is wrong. */
export function parseFraming(values: { readonly size?: string; readonly fit?: string }): FramingRequest {
  const fit = parseChoice('fit', values.fit, fits);
  return values.size === undefined ? { fit } : { fit, size: parseSize(values.size) };
}

function parseSize(text: string): { height: number; width: number } {
  const match = /^(\d+)(?:x(\d+))?$/i.exec(text);
  const height = Number(match?.[1]);
  const width = Number(match?.[2] ?? match?.[1]);
  if (match && Math.min(height, width) >= 1 && Math.max(height, width) <= maxInputSidePx) {
    return { height, width };
  }
  throw new InputError(words.impossibleSize(text, maxInputSidePx));
}

import { samples } from '#words/hub/sample-images.ts';
import entries from './sample-images.json' with { type: 'json' };

/** A picture that comes with the page; `tools/samples` draws it and writes the list, the words have its caption. */
export interface SampleImage {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly alt: string;
  /** What the picture is good for, in one line. */
  readonly shows: string;
}

/** All sample pictures, the first choice for a visitor at the head. */
export const SAMPLE_IMAGES: readonly SampleImage[] = entries.map((entry) => ({
  ...entry,
  ...samples[entry.file]!,
}));

/** Address of one sample picture. */
export function sampleUrl(base: string, file: string): string {
  return `${base}samples/${file}`;
}

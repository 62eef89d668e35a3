import * as v from 'valibot';
import { fetchBlob } from './fetched-blob.ts';

const sampleSchema = v.object({
  file: v.pipe(v.string(), v.regex(/^[\w-]+\.\w+$/)),
  width: v.pipe(v.number(), v.integer(), v.minValue(1)),
  height: v.pipe(v.number(), v.integer(), v.minValue(1)),
  title: v.string(),
  alt: v.string(),
  /** What the picture is good for, in one line. */
  shows: v.string(),
});

/** A picture that comes with the page. */
export type SampleImage = v.InferOutput<typeof sampleSchema>;

/** The list of sample pictures from the page's own files below `base`. */
export async function readSampleImages(base: string): Promise<readonly SampleImage[]> {
  const list = await fetchBlob(`${base}samples/samples.json`);
  return v.parse(v.array(sampleSchema), JSON.parse(await list.text()));
}

/** Address of one sample picture. */
export function sampleUrl(base: string, file: string): string {
  return `${base}samples/${file}`;
}

import type { Scene } from './scene.ts';

/** One sample as the page lists it. */
interface SampleEntry {
  readonly file: string;
  readonly width: number;
  readonly height: number;
}

/** The gallery's list, in the scenes' order. */
export function sampleManifest(scenes: readonly Scene[]): readonly SampleEntry[] {
  return scenes.map(({ id, width, height }) => ({ file: `${id}.webp`, width, height }));
}

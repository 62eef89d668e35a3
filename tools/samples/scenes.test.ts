import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { samples } from '#words/hub/sample-images.ts';
import { SAMPLE_IMAGES } from '../../src/hub/sample-images.ts';
import { denoiseIrradiance } from './denoise.ts';
import { develop } from './develop.ts';
import { sampleManifest } from './manifest.ts';
import { renderPicture } from './picture.ts';
import { scenes } from './scenes.ts';

const folder = fileURLToPath(new URL('../../public/samples/', import.meta.url));
const MAX_BYTES = 150_000;

describe('scenes', () => {
  test.each(scenes.map((scene) => scene.id))(
    '%s renders to finite light with highlights and shadows',
    (id) => {
      const scene = scenes.find((candidate) => candidate.id === id)!;
      const picture = renderPicture(scene, 0.05, 2);
      const pixels = develop(picture, denoiseIrradiance(picture, 2), { ...scene.film, grain: 0 });
      const light = [...picture.albedo, ...picture.irradiance, ...picture.extra, ...picture.depth];
      expect(light.every(Number.isFinite)).toBe(true);
      expect(Math.min(...pixels)).toBeLessThan(90);
      expect(Math.max(...pixels)).toBeGreaterThan(180);
    },
  );

  test('the same scene gives the same picture', () => {
    const scene = scenes[0]!;
    expect(renderPicture(scene, 0.03, 2)).toEqual(renderPicture(scene, 0.03, 2));
  });
});

describe('shipped samples', () => {
  test('the list is the one the scenes give', () => {
    expect(SAMPLE_IMAGES.map(({ file, width, height }) => ({ file, width, height }))).toEqual(
      sampleManifest(scenes),
    );
  });

  test('each has a caption', () => {
    expect(Object.keys(samples)).toEqual(SAMPLE_IMAGES.map(({ file }) => file));
    for (const { title, alt, shows } of SAMPLE_IMAGES) expect([title, alt, shows].every(Boolean)).toBe(true);
  });

  test('there are a square, a tall and a wide one', () => {
    expect(scenes.some((scene) => scene.width === scene.height)).toBe(true);
    expect(scenes.some((scene) => scene.height > scene.width)).toBe(true);
    expect(scenes.some((scene) => scene.width > 2 * scene.height)).toBe(true);
  });

  test.each(sampleManifest(scenes))(
    '$file has the size that the list says and stays small',
    async (entry) => {
      const { width, height, format } = await sharp(folder + entry.file).metadata();
      expect({ width, height, format }).toEqual({ width: entry.width, height: entry.height, format: 'webp' });
      expect(statSync(folder + entry.file).size).toBeLessThan(MAX_BYTES);
    },
  );
});

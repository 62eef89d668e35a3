import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { denoiseIrradiance } from './denoise.ts';
import { develop } from './develop.ts';
import { sampleManifest } from './manifest.ts';
import { renderPicture } from './picture.ts';
import type { Scene } from './scene.ts';
import { scenes } from './scenes.ts';

const DENOISE_PASSES = 4;

interface Options {
  readonly out: string;
  readonly scale: number;
  readonly samples: number | undefined;
  readonly only: readonly string[];
}

function parseOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      out: { type: 'string', default: 'public/samples' },
      scale: { type: 'string', default: '1' },
      samples: { type: 'string' },
    },
  });
  const unknown = positionals.filter((id) => !scenes.some((scene) => scene.id === id));
  if (unknown.length > 0) {
    throw new Error(
      `no scene ${unknown.join(', ')}: there are ${scenes.map((scene) => scene.id).join(', ')}`,
    );
  }
  return {
    out: values.out,
    scale: Number(values.scale),
    samples: values.samples === undefined ? undefined : Number(values.samples),
    only: positionals,
  };
}

async function renderScene(scene: Scene, options: Options): Promise<string> {
  const started = performance.now();
  const picture = renderPicture(scene, options.scale, options.samples ?? scene.samples);
  const pixels = develop(picture, denoiseIrradiance(picture, DENOISE_PASSES), scene.film);
  const file = join(options.out, `${scene.id}.webp`);
  const { size } = await sharp(pixels, {
    raw: { width: picture.width, height: picture.height, channels: 3 },
  })
    .webp({ quality: scene.film.quality, effort: 6, smartSubsample: true })
    .toFile(file);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  return `${file}: ${picture.width} × ${picture.height}, ${Math.round(size / 1000)} kB, ${seconds} s`;
}

const listPath = fileURLToPath(new URL('../../src/hub/sample-images.json', import.meta.url));

const options = parseOptions(process.argv.slice(2));
await mkdir(options.out, { recursive: true });
for (const scene of scenes) {
  if (options.only.length > 0 && !options.only.includes(scene.id)) continue;
  console.log(await renderScene(scene, options));
}
if (options.scale === 1) await writeFile(listPath, `${JSON.stringify(sampleManifest(scenes), null, 2)}\n`);

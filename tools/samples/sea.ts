import { leanLevel, polish } from './materials.ts';
import { fbm2, noise2 } from './noise.ts';
import type { Surface } from './scene.ts';

function swell(x: number, z: number): number {
  const long = noise2(x * 0.16 + z * 0.05, z * 0.42, 101) * 1.1;
  const cross = noise2(x * 0.55 - z * 0.2, z * 0.9 + x * 0.1, 102) * 0.42;
  return long + cross + fbm2(x * 1.5, z * 2.4, 3, 103) * 0.26;
}

/** Fills normal and gloss of open water whose crests run along x; `steepness` scales the waves' slope. */
export function layWater(out: Surface, x: number, z: number, steepness: number): void {
  const e = 0.04;
  const here = swell(x, z);
  const slopeX = ((swell(x + e, z) - here) / e) * steepness * 0.55;
  const slopeZ = ((swell(x, z + e) - here) / e) * steepness;
  leanLevel(out, slopeX, slopeZ);
  polish(out, 0.06, 0.025);
}

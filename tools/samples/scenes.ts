import type { Scene } from './scene.ts';
import { balloon } from './scenes/balloon.ts';
import { lighthouse } from './scenes/lighthouse.ts';
import { moon } from './scenes/moon.ts';
import { pears } from './scenes/pears.ts';
import { robin } from './scenes/robin.ts';
import { starfish } from './scenes/starfish.ts';
import { stillLife } from './scenes/still-life.ts';
import { teapot } from './scenes/teapot.ts';

/** Every sample, in the order of the gallery; the first one opens with the page. */
export const scenes: readonly Scene[] = [
  robin,
  balloon,
  teapot,
  pears,
  starfish,
  stillLife,
  lighthouse,
  moon,
];

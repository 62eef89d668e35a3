import { readFileSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { EMBEDDED_MODELS, PLANTED_NEURONS } from './embedded-models.ts';

it.each(EMBEDDED_MODELS)('knows the size of the weights of $id', ({ id, weightBytes }) => {
  const file = new URL(`../../public/models/${id}/model.safetensors`, import.meta.url);
  expect(statSync(file).size).toBe(weightBytes);
});

it('knows the planted neurons', () => {
  const file = new URL('../../public/models/planted-neurons.json', import.meta.url);
  expect(PLANTED_NEURONS).toEqual(JSON.parse(readFileSync(file, 'utf8')));
});

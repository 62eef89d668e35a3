import { statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { EMBEDDED_MODELS } from './embedded-models.ts';

it.each(EMBEDDED_MODELS)('knows the size of the weights of $id', ({ id, weightBytes }) => {
  const file = new URL(`../../public/models/${id}/model.safetensors`, import.meta.url);
  expect(statSync(file).size).toBe(weightBytes);
});

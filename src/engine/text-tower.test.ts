import { expect, test } from 'vitest';
import { distance } from '../../tools/fixtures/compare.ts';
import { golden } from '../../tools/fixtures/goldens.ts';
import { readIntegers } from '../../tools/fixtures/integers.ts';
import { randomTimm } from '../../tools/fixtures/random-checkpoint.ts';
import { checkpointBeside, openTensorFile } from '../../tools/fixtures/tensor-file.ts';
import { openModel } from './model.ts';
import { createNodeRuntime } from './node.ts';

const runtime = await createNodeRuntime({ prefer: 'wasm' });
const files = golden('clip-micro');
const model = await openModel(await checkpointBeside(files.config), runtime);
const tower = await model.text();
const ids = await readIntegers(await openTensorFile(files.golden), 'token_ids');
const where = 'The prompt';

test('what comes after the end token changes nothing', async () => {
  const end = ids.indexOf(tower.spec.vocabulary - 1);
  expect(end).toBeLessThan(ids.length - 1);
  const whole = await tower.run(ids, { taps: [], where });
  const cut = await tower.run(ids.slice(0, end + 1), { taps: [], where });
  expect(distance(cut.embedding, whole.embedding).relative).toBeLessThan(1e-6);
});

test('a token attends to none that comes later', async () => {
  const { layers } = await tower.run(ids, { taps: ['attention'], where });
  for (const { taps } of layers) {
    taps.attention!.forEach((share, i) => {
      const [query, key] = [Math.floor(i / ids.length) % ids.length, i % ids.length];
      if (key > query) expect(share).toBe(0);
    });
  }
});

test.each([
  [[], 'The prompt holds no tokens.'],
  [Array.from({ length: 17 }, () => 1), 'The prompt holds 17 tokens; this text tower takes 16 at most.'],
  [[64], 'The prompt holds the token 64; this text tower has the tokens 0 to 63.'],
  [[-1], 'The prompt holds the token -1; this text tower has the tokens 0 to 63.'],
  [[1.5], 'The prompt holds the token 1.5; this text tower has the tokens 0 to 63.'],
  [[1, 2], 'The prompt has no end token (63), whose vector stands for the text.'],
])('the token ids %j are refused', async (wrong, message) => {
  await expect(tower.run(wrong, { taps: [], where })).rejects.toThrow(message);
});

test('a model without a text tower says so', async () => {
  const plain = await openModel(randomTimm(), runtime);
  await expect(plain.text()).rejects.toThrow(
    'model.safetensors holds no text tower, so prompts cannot be compared.',
  );
});

import { describe, expect, test } from 'vitest';
import { distance } from '../../tools/fixtures/compare.ts';
import { type GoldenName, golden } from '../../tools/fixtures/goldens.ts';
import { readIntegers } from '../../tools/fixtures/integers.ts';
import { traceGolden, withWords, wordPrompt } from '../../tools/fixtures/prompt-model.ts';
import { checkpointBeside, openTensorFile } from '../../tools/fixtures/tensor-file.ts';
import type { ByteRange, ByteSource } from '../core/checkpoint/byte-source.ts';
import { readFloats } from '../core/checkpoint/safetensors.ts';
import { comparePrompts } from './compare-prompts.ts';
import type { CheckpointSource } from './engine.ts';
import { createLocalEngine } from './local-engine.ts';
import { openModel } from './model.ts';
import { createNodeRuntime } from './node.ts';
import type { ComparedPrompt, PromptReport } from './prompt-report.ts';

const runtime = await createNodeRuntime({ prefer: 'wasm', threads: 1 });
const textMap = await openTensorFile(golden('clip-micro').golden.replace('clip-micro/golden', 'text-map'));

async function open(name: GoldenName, end: number) {
  const files = golden(name);
  const file = await openTensorFile(files.golden);
  const ids = await readIntegers(file, 'token_ids');
  const source = withWords(await checkpointBeside(files.config), ids, end);
  return { file, source, prompt: wordPrompt(ids, end), ids: ids.slice(0, ids.indexOf(end) + 1) };
}

function compared({ prompts }: PromptReport, index = 0): ComparedPrompt {
  const answer = prompts[index]!;
  if (answer.kind === 'refused') throw new Error(answer.message);
  return answer;
}

describe.each([
  ['clip-micro', 63, 'pixels', 'clip-micro', 'cosine'],
  ['open-clip-micro', 39, '32x32.pixels', 'open-clip-micro.32x32', 'cosine'],
  ['open-clip-micro', 39, '24x48.pixels', 'open-clip-micro.24x48', undefined],
] as const)('%s', (name, end, pixels, map, cosine) => {
  test(`of ${pixels}: a prompt gives the golden's numbers, and every token those of the reference`, async () => {
    const { file, source, prompt, ids } = await open(name, end);
    const model = await openModel(source, runtime);
    const report = await comparePrompts(await traceGolden(model, file, pixels), [prompt], undefined);
    const answer = compared(report);
    expect(answer.tokens.map(({ id }) => id)).toEqual(ids);
    expect(distance(answer.embedding, await readFloats(file, 'text_embedding')).relative).toBeLessThan(1e-4);
    if (cosine) expect(answer.cosine).toBeCloseTo((await readFloats(file, cosine))[0]!, 5);
    expect(distance(answer.tokenCosines, await readFloats(textMap, map)).absolute).toBeLessThan(1e-5);
    // CLS is what the image is compared by.
    expect(answer.tokenCosines[0]).toBeCloseTo(answer.cosine, 6);
    expect(report.logitScale).toBeCloseTo(Math.exp(2.6592), 3);
    const { layers, heads } = report;
    expect(answer.attention).toHaveLength(layers * heads * ids.length ** 2);
  });
});

describe('prompts', () => {
  test('a changed image, with a test-time register, leaves the text as it was', async () => {
    const { file, source, prompt } = await open('clip-micro', 63);
    const model = await openModel(source, runtime);
    const interventions = { registers: { count: 1, init: 'random', seed: 3 } } as const;
    const plain = compared(
      await comparePrompts(await traceGolden(model, file, 'pixels'), [prompt], undefined),
    );
    const trace = await traceGolden(model, file, 'pixels', { interventions });
    const changed = compared(await comparePrompts(trace, [prompt], undefined));
    expect(changed.embedding).toEqual(plain.embedding);
    expect(changed.tokenCosines).toHaveLength(18);
    expect(Math.abs(changed.cosine - plain.cosine)).toBeGreaterThan(1e-4);
  });

  test('one that does not fit is refused alone, by name', async () => {
    const { file, source, prompt } = await open('clip-micro', 63);
    const trace = await traceGolden(await openModel(source, runtime), file, 'pixels');
    const letter = prompt[0]!;
    const long = `${letter} `.repeat(15);
    const { prompts } = await comparePrompts(trace, [long, prompt], undefined);
    expect(prompts.map(({ kind }) => kind)).toEqual(['refused', 'compared']);
    expect(prompts[0]).toMatchObject({
      text: long,
      message: `"${long}" holds 17 tokens; this text tower takes 16 at most.`,
    });
  });

  test('say which files a model without a tokenizer lacks', async () => {
    const { file, source } = await open('clip-micro', 63);
    const { vocab, ...without } = source;
    const trace = await traceGolden(await openModel(without, runtime), file, 'pixels');
    await expect(comparePrompts(trace, ['a'], undefined)).rejects.toThrow(
      'The model came without a tokenizer, so prompts cannot be read. Give its tokenizer.json too, or its vocab.json and merges.txt.',
    );
  });

  test('say that a model without a text tower compares nothing', async () => {
    const files = golden('timm-clip-micro');
    const model = await openModel(await checkpointBeside(files.config), runtime);
    const trace = await traceGolden(model, await openTensorFile(files.golden), '32x32.pixels');
    await expect(comparePrompts(trace, ['a'], undefined)).rejects.toThrow(
      /compares no images with texts\. Open a CLIP model with both towers\.$/,
    );
  });
});

/** A file that notes what is read of it, and what it is told will be. */
function watched(file: ByteSource) {
  const reads: ByteRange[] = [];
  let expected: readonly ByteRange[] = [];
  const source: ByteSource = {
    size: file.size,
    slice(begin, end) {
      reads.push({ begin, end });
      return file.slice(begin, end);
    },
    expect(stages) {
      expected = stages.flat();
    },
  };
  return { source, reads, expected: () => expected };
}

test('of the text tower nothing is read before the first prompt, and then no more than is needed', async () => {
  const { source, prompt } = await open('clip-micro', 63);
  const file = watched(source.weights);
  const engine = createLocalEngine(runtime, {
    decode: async () => ({ width: 64, height: 64, data: new Uint8Array(64 * 64 * 3).fill(90) }),
    traceBudgetBytes: 2 ** 30,
  });
  const given: CheckpointSource = { ...source, weights: file.source };
  const model = await engine.open(given);
  const image = await engine.decode(new Blob());
  const { trace } = await engine.trace({
    ...{ model: model.id, image: image.id, framing: { fit: 'publisher' }, positionRule: 'publisher' },
    queryToken: 0,
  });
  const { tensors } = await openTensorFile(golden('clip-micro').model);
  const texts = [...tensors].filter(([name]) => /^(text_|logit_scale)/.test(name)).map(([, entry]) => entry);
  const bytesRead = () =>
    texts.reduce(
      (sum, { begin, end }) =>
        sum +
        file.reads
          .filter((read) => read.begin >= begin && read.end <= end)
          .reduce((n, r) => n + r.end - r.begin, 0),
      0,
    );
  expect(bytesRead()).toBe(0);
  const vision = file.expected();
  await engine.prompts(trace, [prompt]);
  const bytes = bytesRead();
  const rows = 7 * 32 * 4; // seven tokens
  const table = 16 * 32 * 4; // positions
  expect(bytes).toBe(model.textBytes! + rows + table + 4);
  // A hub's file goes on with the vision tower's order, then reads the text tower in few requests.
  expect(file.expected().slice(0, vision.length - 1)).toEqual(vision.slice(0, -1));
  expect(file.expected().length).toBeLessThan(vision.length + 8);
  await engine.prompts(trace, [prompt, prompt]);
  expect(bytesRead()).toBe(bytes);
});

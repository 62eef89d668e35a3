import { expect, test, vi } from 'vitest';
import { InputError } from '../core/input-error.ts';
import type { TextSpec } from '../core/vit/spec.ts';
import type { Engine, OpenModel, TraceId } from '../engine/engine.ts';
import type { PromptReport } from '../engine/prompt-report.ts';
import { tokenMap } from './layer-maps.ts';
import { createScope } from './scope.ts';
import { lensView } from './scope-state.ts';
import { createScriptedEngine } from './scripted-engine.ts';
import { createFakeLibrary } from './scripted-scope.ts';

const layout = { cls: 1, registers: 2, rows: 20, columns: 20, testTimeRegisters: 0 } as const;
const look = { scale: 'head', normScale: 'linear' } as const;

/** A page whose models have a text tower, and an engine that notes what it is asked. */
async function setUp(answer?: (prompts: readonly string[]) => void) {
  const asked: string[][] = [];
  const scripted = createScriptedEngine({ layout, depth: 3, heads: 2, tick: async () => undefined });
  const engine: Engine = {
    ...scripted,
    async open(source) {
      const model = await scripted.open(source);
      // Only whether there is one matters to the page.
      return { ...model, spec: { ...model.spec, text: {} as TextSpec } } satisfies OpenModel;
    },
    async prompts(trace, prompts) {
      asked.push([...prompts]);
      answer?.(prompts);
      return reportOf(trace, prompts);
    },
  };
  const scope = createScope(engine, createFakeLibrary());
  await scope.begin();
  const view = () => lensView(scope.store.getState());
  await vi.waitFor(() => expect(view().displayed?.status).toBe('complete'));
  return { scope, asked, view };
}

function reportOf(trace: TraceId, prompts: readonly string[]): PromptReport {
  return {
    ...{ trace, logitScale: 100, layers: 1, heads: 1 },
    prompts: prompts.map((text, i) => ({
      ...{ kind: 'compared', text, tokens: [], embedding: new Float32Array(2), cosine: 0.2 + i / 10 },
      attention: new Float32Array(1),
      tokenCosines: Float32Array.from({ length: 403 }, (_, token) => token / 1000 + i),
    })),
  };
}

test('nothing is asked before there is a prompt; then templates are filled in, and a map is there', async () => {
  const { scope, asked, view } = await setUp();
  expect(asked).toEqual([]);
  scope.prompt({ texts: ['cat', 'dog'], template: 'a photo of a {}.' });
  await vi.waitFor(() => expect(view().displayed?.prompts).toHaveLength(2));
  expect(asked).toEqual([['a photo of a cat.', 'a photo of a dog.']]);
  const displayed = view().displayed!;
  const record = scope.record('lens-1', displayed.start.trace)!;
  const map = tokenMap(record, displayed, { layer: 2, map: { kind: 'prompt', prompt: 1 } }, look)!;
  expect(map.values).toHaveLength(400);
  expect([map.low, map.high]).toEqual([Math.fround(1.003), Math.fround(1.402)]);
});

test('a new trace is asked again, and removing a prompt takes its map off the stage', async () => {
  const { scope, asked, view } = await setUp();
  scope.prompt({ texts: ['cat', 'dog'] });
  scope.stage({ layer: 'newest', map: { kind: 'prompt', prompt: 1 } });
  await vi.waitFor(() => expect(view().displayed?.prompts).toEqual(['cat', 'dog']));
  scope.chooseImage({ kind: 'sample', file: 'second.webp' });
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  scope.prompt({ texts: ['cat'] });
  expect(scope.store.getState().requested.staged.map).toEqual({ kind: 'mean' });
  await vi.waitFor(() => expect(view().displayed?.prompts).toEqual(['cat']));
  scope.prompt({ texts: [] });
  await vi.waitFor(() => expect(view().displayed?.prompts).toEqual([]));
  expect(asked).toHaveLength(3);
});

test('a failure is said once, not asked for again by itself, and asked for when the user does', async () => {
  let fails = true;
  const { scope, asked, view } = await setUp(() => {
    if (fails) throw new InputError('No tokenizer.');
  });
  scope.prompt({ texts: ['cat'] });
  await vi.waitFor(() => expect(view().prompting).toEqual({ kind: 'failed', message: 'No tokenizer.' }));
  scope.hover({ kind: 'patch', x: 0.1, y: 0.1 });
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(asked).toHaveLength(1);
  fails = false;
  scope.prompt({});
  await vi.waitFor(() => expect(view().displayed?.prompts).toEqual(['cat']));
  expect(view().prompting).toEqual({ kind: 'idle' });
});

test('a trace that the engine has lost is run again', async () => {
  let losses = 0;
  const { scope, asked, view } = await setUp(() => {
    if (losses++ > 0) return;
    throw new Error(`The trace ${view().displayed?.start.trace} is gone; trace the image again.`);
  });
  scope.prompt({ texts: ['cat'] });
  await vi.waitFor(() => expect(view().displayed?.prompts).toEqual(['cat']));
  expect(asked).toHaveLength(2);
  expect(view().prompting).toEqual({ kind: 'idle' });
});

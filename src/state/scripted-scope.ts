import { expect, vi } from 'vitest';
import type { LensId } from './lens.ts';
import type { Library } from './library.ts';
import { createScope, type Scope } from './scope.ts';
import { lensView } from './scope-state.ts';
import { createScriptedEngine, type Script } from './scripted-engine.ts';

const layout = { cls: 1, registers: 2, rows: 20, columns: 20, testTimeRegisters: 0 } as const;

/** An engine whose steps a test lets through one by one, in any order. */
export function setUp(change: Partial<Script> = {}) {
  const waiting: { what: string; go: () => void }[] = [];
  const log: string[] = [];
  const engine = createScriptedEngine({
    layout,
    depth: 3,
    heads: 2,
    tick: (what) => new Promise((go) => waiting.push({ what, go })),
    log: (what) => log.push(what),
    ...change,
  });
  const scope = createScope(engine, createFakeLibrary());
  /** Lets a waiting step through, and then everything that follows from it at once. */
  async function until(name: string) {
    await vi.waitFor(() => expect(waiting.map(({ what }) => what)).toContain(name), { interval: 1 });
    waiting
      .splice(
        waiting.findIndex(({ what }) => what === name),
        1,
      )[0]!
      .go();
    await new Promise((resolve) => setTimeout(resolve));
  }
  async function finish() {
    for (let layer = 0; layer < 3; layer++) await until(`layer ${layer} lens-1`);
    expect(shown(scope).displayed?.status).toBe('complete');
  }
  async function open() {
    await scope.begin();
    for (const step of ['open mini-artifacts', 'decode first.webp', 'start lens-1']) await until(step);
  }
  return { scope, log, until, finish, open };
}

/** What a lens shows, by default the active one. */
export function shown(scope: Scope, lens?: LensId) {
  return lensView(scope.store.getState(), lens);
}

/** A checkpoint's files below a folder. */
export function modelFiles(folder: string) {
  return ['config.json', 'model.safetensors'].map((name) => ({
    path: folder + name,
    blob: new Blob([name]),
  }));
}

/** A library with two samples, and files that say what they are. */
export function createFakeLibrary(): Library {
  let given = 0;
  const samples = ['first.webp', 'second.webp'].map((file) => ({
    file,
    width: 640,
    height: 480,
    title: file,
    alt: '',
    shows: '',
  }));
  return {
    samples: async () => samples,
    readModel: async (choice) => ({
      name: choice.kind === 'embedded' ? choice.id : choice.kind === 'hub' ? choice.repo : choice.key,
      config: new Blob(['{}']),
      weights: new Blob(['weights']),
    }),
    readImage: async () => new Blob(['pixels']),
    addImage: (name) => ({ key: `image-${++given}`, name, url: `blob:${name}` }),
    forget: () => undefined,
    pinned: (choice) => choice,
    pause: () => undefined,
    dropIfRuined: () => false,
    addModel: (source) => ({ key: `model-${++given}`, name: source.name, bytes: source.weights.size }),
  };
}

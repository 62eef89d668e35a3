import { DEFAULT_ROLLOUT } from '../../src/core/analysis/rollout.ts';
import type { BackendChoice } from '../../src/engine/browser-runtime.ts';
import { createEngineClient } from '../../src/engine/client.ts';
import type { CheckpointSource } from '../../src/engine/engine.ts';
import { type HubTiming, timeHubModel } from './hub-timing.ts';
import type { FromLabWorker, LabAnswers, LabKind, LabTasks } from './task.ts';

/** A task whose files are still addresses below the page; a model is its folder's. */
type Addressed<T> = {
  readonly [K in keyof T]: T[K] extends CheckpointSource | Blob ? string : T[K];
};

/** The engine and its parts, for tests and measurements in a real browser; `window.lab` of this page. */
export interface Lab {
  /** Does a task in a worker of its own. */
  run<K extends LabKind>(kind: K, task: Addressed<LabTasks[K]>): Promise<LabAnswers[K]>;
  /**
   * Traces an image as the page does, on WebAssembly unless another backend is named, and times probes of tokens all
   * over it, and of a box of 400 patches and a rollout a few times, in milliseconds.
   */
  timeProbes(options: {
    backend?: BackendChoice;
    model: string;
    image: string;
    size: number;
    count: number;
  }): Promise<{ row: number[]; column: number[]; rows: number[]; columns: number[]; rollout: number[] }>;
  /** Opens a model of a hub and traces an image, as it arrives or once all of it is there; in milliseconds. */
  timeHubModel(
    options: Omit<HubTiming, 'before'> & { before?: string | undefined },
  ): Promise<{ firstMapMs: number; lastMapMs: number }>;
}

declare global {
  interface Window {
    lab: Lab;
  }
}

async function file(address: string): Promise<Blob> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.blob();
}

async function checkpoint(folder: string): Promise<CheckpointSource> {
  const [config, weights] = await Promise.all([
    file(`${folder}/config.json`),
    file(`${folder}/model.safetensors`),
  ]);
  return { name: folder, config, weights };
}

async function withFiles(task: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = { ...task };
  if (typeof task.source === 'string') found.source = await checkpoint(task.source);
  if (typeof task.golden === 'string') found.golden = await file(task.golden);
  return found;
}

function inWorker(kind: LabKind, task: unknown): Promise<LabAnswers[LabKind]> {
  const worker = new Worker(new URL('./lab-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<LabAnswers[LabKind]>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<FromLabWorker>) => {
      if (data.kind === 'answer') resolve(data.value);
      else reject(new Error(data.message));
    });
    worker.addEventListener('error', (event) => reject(new Error(event.message)));
    worker.postMessage({ kind, task });
  }).finally(() => worker.terminate());
}

window.lab = {
  async timeHubModel({ before, ...options }) {
    return timeHubModel({ ...options, ...(before && { before: await checkpoint(before) }) });
  },

  async run<K extends LabKind>(kind: K, task: Addressed<LabTasks[K]>) {
    return (await inWorker(kind, await withFiles({ ...task }))) as LabAnswers[K]; // the worker answers in kind
  },

  async timeProbes({ backend = 'wasm', model, image, size, count }) {
    const engine = createEngineClient({ backend });
    const opened = await engine.open(await checkpoint(model));
    const decoded = await engine.decode(await file(image));
    const { trace, layout } = await engine.trace({
      model: opened.id,
      image: decoded.id,
      framing: { fit: 'crop', size: { height: size, width: size } },
      positionRule: 'publisher',
      queryToken: 0,
    });
    const patches = layout.rows * layout.columns;
    const time = async (kind: 'row' | 'column') => {
      const ms: number[] = [];
      for (let i = 0; i < count; i++) {
        const begin = performance.now();
        await engine.probe(trace, { kind, token: Math.floor((i * patches) / count) });
        ms.push(performance.now() - begin);
      }
      return ms;
    };
    const timeBox = async (kind: 'rows' | 'columns') => {
      const ms: number[] = [];
      for (let corner = 1; corner <= 5; corner++) {
        const box = (i: number) => layout.columns * (corner + Math.floor(i / 20)) + corner + (i % 20);
        const tokens = Array.from({ length: 400 }, (_, i) => 1 + box(i));
        const begin = performance.now();
        await engine.probe(trace, { kind, tokens });
        ms.push(performance.now() - begin);
      }
      return ms;
    };
    const timeRollout = async () => {
      const ms: number[] = [];
      for (let token = 0; token < 5; token++) {
        const begin = performance.now();
        await engine.rollout(trace, { direction: 'row', tokens: [token], options: DEFAULT_ROLLOUT });
        ms.push(performance.now() - begin);
      }
      return ms;
    };
    return {
      row: await time('row'),
      column: await time('column'),
      rows: await timeBox('rows'),
      columns: await timeBox('columns'),
      rollout: await timeRollout(),
    };
  },
};

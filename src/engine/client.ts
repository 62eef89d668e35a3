import * as words from '#words/engine/client.ts';
import type { ByteSource } from '../core/checkpoint/byte-source.ts';
import { abortError } from './abort.ts';
import type { BackendChoice } from './browser-runtime.ts';
import { serveBytes } from './byte-port.ts';
import { reviveError } from './carried-error.ts';
import type { CheckpointSource, Engine, ImageId, LayerSummary, ModelId, TraceStart } from './engine.ts';
import type { FinderProgress } from './neuron-finder.ts';
import type { Answer, Call, FromWorker, SentFile, SentSource, ToWorker } from './protocol.ts';

/** The worker was restarted under this call: it hung, crashed or lost its GPU. Asking again works. */
export class EngineRestartError extends Error {
  override readonly name = 'EngineRestartError';
}

export interface EngineClientOptions {
  readonly backend: BackendChoice;
  /** A worker that owes an answer and says nothing for this long is restarted. */
  readonly watchdogMs: number;
  readonly createWorker: () => Worker;
  /** Called when the worker has been replaced; the new one may run on another processor. */
  readonly onRestart: () => void;
}

const maxSilentStarts = 3;

interface PendingCall {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onStart?: ((start: TraceStart) => void) | undefined;
  readonly onLayer?: ((layer: LayerSummary) => void) | undefined;
  readonly onProgress?: ((progress: FinderProgress) => void) | undefined;
}

type Hooks = Pick<PendingCall, 'onStart' | 'onLayer' | 'onProgress'> & {
  signal?: AbortSignal | undefined;
  transfer?: readonly Transferable[];
};

/**
 * The engine in a worker. It is restarted when it hangs, crashes or loses its GPU (after a second lost GPU on
 * WebAssembly); what was open is then opened again under the same ids, traces are gone.
 */
export function createEngineClient(options: Partial<EngineClientOptions> = {}): Engine {
  const { watchdogMs = 120_000, createWorker = createEngineWorker, onRestart } = options;
  let backend = options.backend ?? 'auto';
  const pending = new Map<number, PendingCall>();
  const models = new Map<ModelId, { source: CheckpointSource; live: Promise<ModelId> }>();
  const images = new Map<ImageId, { image: Blob; name: string | undefined; live: Promise<ImageId> }>();
  let calls = 0;
  let deviceLosses = 0;
  let silentStarts = 0; // workers in a row that died without a word
  let watchdog: ReturnType<typeof setTimeout> | undefined;
  const reading = new Set<MessagePort>(); // ports whose worker waits for bytes
  let worker = startWorker();

  function startWorker(): Worker {
    const started = createWorker();
    started.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (started === worker) receive(data);
    });
    started.addEventListener('error', (event) => {
      event.preventDefault();
      if (started === worker) restart(event.message ? words.stopped(event.message) : words.unloadable);
    });
    post(started, { kind: 'start', backend });
    return started;
  }

  function restart(reason: string): void {
    worker.terminate();
    reading.clear();
    const lost = [...pending.values()];
    pending.clear();
    for (const call of lost) call.reject(new EngineRestartError(reason));
    if (++silentStarts > maxSilentStarts) return;
    worker = startWorker();
    for (const entry of models.values()) entry.live = reopen(open(entry.source));
    for (const entry of images.values()) {
      entry.live = reopen(send({ method: 'decode', image: entry.image, name: entry.name }));
    }
    watch();
    onRestart?.();
  }

  function watch(): void {
    clearTimeout(watchdog);
    if (pending.size === 0 || reading.size > 0) return; // a worker that waits for bytes may be silent
    const seconds = Math.round(watchdogMs / 1000);
    watchdog = setTimeout(() => restart(words.silent(seconds)), watchdogMs);
  }

  function receive(message: FromWorker): void {
    silentStarts = 0;
    if (message.kind === 'device-lost') {
      if (++deviceLosses > 1) backend = 'lost';
      restart(words.deviceLost);
      return;
    }
    const call = pending.get(message.id);
    if (message.kind === 'trace-start') call?.onStart?.(message.start);
    else if (message.kind === 'layer') call?.onLayer?.(message.layer);
    else if (message.kind === 'progress') call?.onProgress?.(message.progress);
    else {
      pending.delete(message.id);
      if (message.kind === 'result') call?.resolve(message.value);
      else call?.reject(reviveError(message));
    }
    watch();
  }

  /** Sends the files along; those that are no Blob stay here and are read through a port. */
  function open(
    { weights, otherShards = [], ...files }: CheckpointSource,
    hooks?: Hooks,
  ): Promise<Answer<'open'>> {
    const transfer: MessagePort[] = [];
    const sent = (file: ByteSource): SentFile => {
      if (file instanceof Blob) return file;
      const port = serve(file);
      transfer.push(port);
      return { size: file.size, port };
    };
    const source: SentSource = { ...files, weights: sent(weights), otherShards: otherShards.map(sent) };
    return send({ method: 'open', source }, { ...hooks, transfer });
  }

  function serve(file: ByteSource): MessagePort {
    const { port1, port2 } = new MessageChannel();
    const asked = worker;
    serveBytes(file, port1, (reads) => {
      if (asked !== worker) return;
      if (reads > 0) reading.add(port1);
      else reading.delete(port1);
      watch();
    });
    return port2;
  }

  function send<C extends Call>(
    call: C,
    { signal, transfer, ...hooks }: Hooks = {},
  ): Promise<Answer<C['method']>> {
    if (signal?.aborted) return Promise.reject(abortError());
    if (silentStarts > maxSilentStarts) {
      return Promise.reject(new Error(words.noStart));
    }
    const id = ++calls;
    return new Promise<Answer<C['method']>>((resolve, reject) => {
      const onAbort = () => post(worker, { kind: 'abort', id });
      signal?.addEventListener('abort', onAbort, { once: true });
      const done = () => signal?.removeEventListener('abort', onAbort);
      post(worker, { kind: 'call', id, call }, transfer); // first: what cannot be sent is not waited for
      pending.set(id, {
        resolve(value) {
          done();
          resolve(value as Answer<C['method']>); // the worker answers with what the engine's method gives
        },
        reject(error) {
          done();
          reject(error);
        },
        ...hooks,
      });
      if (pending.size === 1) watch(); // calls alone are no sign of life
    });
  }

  return {
    device: () => send({ method: 'device' }),

    async open(source, hooks) {
      const model = await open(source, hooks);
      models.set(model.id, { source, live: Promise.resolve(model.id) });
      return model;
    },

    async decode(image, { name, signal } = {}) {
      const decoded = await send({ method: 'decode', image, name }, { signal });
      images.set(decoded.id, { image, name, live: Promise.resolve(decoded.id) });
      return decoded;
    },

    async trace(request, hooks) {
      const model = (await models.get(request.model)?.live) ?? request.model;
      const image = (await images.get(request.image)?.live) ?? request.image;
      return send({ method: 'trace', request: { ...request, model, image }, lane: hooks?.lane }, hooks);
    },

    probe: (trace, probe, hooks) => send({ method: 'probe', trace, probe }, hooks),

    similarity: (trace, question, hooks) => send({ method: 'similarity', trace, question }, hooks),

    components: (request, hooks) => send({ method: 'components', request }, hooks),

    finalNorms: (trace, hooks) => send({ method: 'finalNorms', trace }, hooks),

    rollout: (trace, question, hooks) => send({ method: 'rollout', trace, question }, hooks),

    sinks: (trace, choice, hooks) => send({ method: 'sinks', trace, choice }, hooks),

    effects: (trace, reference, effectOptions) =>
      send({ method: 'effects', trace, reference, options: effectOptions }),

    tensors: (trace, request) => send({ method: 'tensors', trace, request }),

    async findNeurons(request, hooks) {
      const model = (await models.get(request.model)?.live) ?? request.model;
      const live = await Promise.all(request.images.map((image) => images.get(image)?.live ?? image));
      return send({ method: 'findNeurons', request: { ...request, model, images: live } }, hooks);
    },

    prompts: (trace, prompts, hooks) => send({ method: 'prompts', trace, prompts }, hooks),

    async release(id) {
      const model = models.get(id as ModelId);
      const image = images.get(id as ImageId);
      models.delete(id as ModelId);
      images.delete(id as ImageId);
      const live = await (model ?? image)?.live.catch(() => undefined); // undefined: could not be opened again
      await send({ method: 'release', id: live ?? id });
    },
  };
}

function createEngineWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'engine' });
}

function post(worker: Worker, message: ToWorker, transfer: readonly Transferable[] = []): void {
  worker.postMessage(message, [...transfer]);
}

/** The id under which a restarted worker knows what was open before. A failure shows when the id is used. */
function reopen<Id>(answer: Promise<{ id: Id }>): Promise<Id> {
  const id = answer.then((opened) => opened.id);
  id.catch(() => {});
  return id;
}

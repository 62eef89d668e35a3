import { type BackendChoice, createBrowserRuntime } from './browser-runtime.ts';
import { openBytePort } from './byte-port.ts';
import { carryError } from './carried-error.ts';
import { decodeImage } from './decode-browser.ts';
import type { CheckpointSource, Engine } from './engine.ts';
import { createLocalEngine } from './local-engine.ts';
import type { Call, FromWorker, SentFile, SentSource, ToWorker } from './protocol.ts';

// Traces of ViT-B at 518 px take 190 MB each: two of them, or many small ones.
const traceBudgetBytes = 400 * 2 ** 20;

let engine: Promise<Engine> | undefined;
const running = new Map<number, AbortController>();

const send = (message: FromWorker, transfer: Transferable[] = []) => postMessage(message, { transfer });

async function start(backend: BackendChoice): Promise<Engine> {
  const runtime = await createBrowserRuntime(backend, (reason) => send({ kind: 'device-lost', reason }));
  return createLocalEngine(runtime, { decode: decodeImage, traceBudgetBytes });
}

function received({ weights, otherShards, ...files }: SentSource): CheckpointSource {
  const open = (file: SentFile) => (file instanceof Blob ? file : openBytePort(file));
  return { ...files, weights: open(weights), otherShards: otherShards.map(open) };
}

function answer(target: Engine, id: number, call: Call, signal: AbortSignal): Promise<unknown> {
  switch (call.method) {
    case 'device':
      return target.device();
    case 'open':
      return target.open(received(call.source), { signal });
    case 'decode':
      return target.decode(call.image, { signal, ...(call.name !== undefined && { name: call.name }) });
    case 'trace':
      return target.trace(call.request, {
        signal,
        ...(call.lane !== undefined && { lane: call.lane }),
        onStart: (traceStart) => send({ kind: 'trace-start', id, start: traceStart }),
        onLayer: (layer) => send({ kind: 'layer', id, layer }),
      });
    case 'probe':
      return target.probe(call.trace, call.probe, { signal });
    case 'similarity':
      return target.similarity(call.trace, call.question, { signal });
    case 'components':
      return target.components(call.request, { signal });
    case 'finalNorms':
      return target.finalNorms(call.trace, { signal });
    case 'rollout':
      return target.rollout(call.trace, call.question, { signal });
    case 'sinks':
      return target.sinks(call.trace, call.choice, { signal });
    case 'effects':
      return target.effects(call.trace, call.reference, call.options);
    case 'tensors':
      return target.tensors(call.trace, call.request);
    case 'findNeurons':
      return target.findNeurons(call.request, {
        signal,
        onProgress: (progress) => send({ kind: 'progress', id, progress }),
      });
    case 'prompts':
      return target.prompts(call.trace, call.prompts, { signal });
    case 'release':
      return target.release(call.id);
  }
}

async function handleCall(id: number, call: Call): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  try {
    if (!engine) throw new Error('The worker was called before it was started.');
    const value = await answer(await engine, id, call, controller.signal);
    const isProbe =
      call.method === 'probe' && typeof value === 'object' && value !== null && 'values' in value;
    const transfer =
      isProbe && value.values instanceof Float32Array ? [value.values.buffer as ArrayBuffer] : [];
    send({ kind: 'result', id, value }, transfer);
  } catch (error) {
    send({ kind: 'error', id, ...carryError(error) });
  } finally {
    running.delete(id);
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.kind) {
    case 'start':
      engine = start(data.backend);
      engine.catch(() => {}); // every call reports it
      break;
    case 'call':
      void handleCall(data.id, data.call);
      break;
    case 'abort':
      running.get(data.id)?.abort();
      break;
  }
});

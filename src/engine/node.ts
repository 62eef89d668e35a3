import { availableParallelism } from 'node:os';
import * as ort from 'onnxruntime-web';
import * as words from '#words/engine/runtime.ts';
import { createRuntime, type Runtime } from './runtime.ts';

/**
 * The runtime under Node: onnxruntime-node where the user has installed it, else onnxruntime-web's wasm.
 * `prefer: 'wasm'` takes the wasm in any case. `threads` of the wasm: by default as many as there are processors;
 * tiny models are faster on one, as threads that wait keep a processor busy.
 */
export async function createNodeRuntime({
  prefer,
  threads = availableParallelism(),
}: {
  prefer?: 'wasm';
  threads?: number;
} = {}): Promise<Runtime> {
  const native = prefer === 'wasm' ? undefined : await importNative();
  if (native) {
    const reason = words.native;
    return createRuntime(native, { device: 'cpu', cpu: 'cpu' }, { backend: 'native', threads, reason });
  }
  ort.env.wasm.numThreads = threads;
  const reason = words.noNative;
  return createRuntime(ort, { device: 'wasm', cpu: 'wasm' }, { backend: 'wasm', threads, reason });
}

async function importNative(): Promise<typeof ort | undefined> {
  const name = 'onnxruntime-node'; // a variable, so that neither TypeScript nor a bundler looks for it
  try {
    return await import(name);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

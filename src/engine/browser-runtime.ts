import glueUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import * as ort from 'onnxruntime-web/webgpu';
import * as words from '#words/engine/runtime.ts';
import { createGraph } from '../core/graph/graph-builder.ts';
import { readFromGpu } from './gpu-outputs.ts';
import { createRuntime, type Runtime } from './runtime.ts';
import { deviceError } from './self-test.ts';

/** `auto` takes a real GPU that passes the self-test; `webgpu` also a software adapter; `lost` is WebAssembly after a GPU. */
export type BackendChoice = 'auto' | 'webgpu' | 'wasm' | 'lost';

// More threads gain nothing on a transformer of this size and cost memory.
const maxThreads = 8;
const maxDeviceError = 1e-3;
const adapterPauseMs = 100;

/** Chooses the backend in a worker. `onDeviceLost` is called when the GPU goes away later. */
export async function createBrowserRuntime(
  choice: BackendChoice,
  onDeviceLost: (reason: string) => void,
): Promise<Runtime> {
  const threads = globalThis.crossOriginIsolated ? Math.min(navigator.hardwareConcurrency, maxThreads) : 1;
  ort.env.wasm.numThreads = threads;
  ort.env.wasm.wasmPaths = { mjs: glueUrl, wasm: wasmUrl };
  if (choice === 'wasm') return wasmRuntime(threads, words.asked);
  if (choice === 'lost') return wasmRuntime(threads, words.lost);
  const found = await requestDevice(choice);
  if ('reason' in found) return wasmRuntime(threads, found.reason);
  const { device, adapter } = found;
  const runtime = createRuntime(
    ort,
    { device: { name: 'webgpu', device }, cpu: 'wasm' },
    { backend: 'webgpu', threads, adapter, reason: words.passed },
    readFromGpu(device),
  );
  const failure = await selfTestFailure(runtime);
  if (failure) {
    device.destroy();
    return wasmRuntime(threads, failure);
  }
  device.lost.then(({ message }) => onDeviceLost(message));
  return runtime;
}

function wasmRuntime(threads: number, why: string): Runtime {
  const reason = threads > 1 ? why : words.oneThread(why);
  const runtime = createRuntime(ort, { device: 'wasm', cpu: 'wasm' }, { backend: 'wasm', threads, reason });
  void warmUp(runtime);
  return runtime;
}

/** Loads and compiles the WebAssembly while the page still fetches its model and image. */
async function warmUp(runtime: Runtime): Promise<void> {
  const graph = createGraph('warm-up');
  graph.output('y', graph.op('Identity', [graph.input('x', [1])]), [1]);
  try {
    await (await runtime.session(graph.finish(), new Map())).dispose();
  } catch {
    // Whatever is wrong, the first real session meets it too and reports it.
  }
}

async function requestDevice(
  choice: 'auto' | 'webgpu',
): Promise<{ device: GPUDevice; adapter: string } | { reason: string }> {
  if (!navigator.gpu) return { reason: words.noWebGpu };
  const adapter = await requestAdapter(navigator.gpu);
  if (!adapter) return { reason: words.noAdapter };
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
  if (choice === 'auto' && (isFallbackAdapter || architecture === 'swiftshader')) {
    return { reason: words.softwareAdapter };
  }
  const { maxBufferSize, maxStorageBufferBindingSize, maxComputeWorkgroupStorageSize } = adapter.limits;
  try {
    const device = await adapter.requestDevice({
      requiredFeatures: [...adapter.features] as GPUFeatureName[],
      requiredLimits: {
        maxBufferSize,
        maxStorageBufferBindingSize,
        maxComputeWorkgroupStorageSize,
        maxStorageBuffersPerShaderStage: adapter.limits.maxStorageBuffersPerShaderStage,
        maxComputeInvocationsPerWorkgroup: adapter.limits.maxComputeInvocationsPerWorkgroup,
        maxComputeWorkgroupSizeX: adapter.limits.maxComputeWorkgroupSizeX,
        maxComputeWorkgroupSizeY: adapter.limits.maxComputeWorkgroupSizeY,
        maxComputeWorkgroupSizeZ: adapter.limits.maxComputeWorkgroupSizeZ,
      },
    });
    return { device, adapter: description || [vendor, architecture].filter(Boolean).join(' ') };
  } catch (error) {
    return { reason: words.noDevice(messageOf(error)) };
  }
}

/** A Chromium that had just been started gave none at the first request and one 100 ms later (Linux, Vulkan). */
async function requestAdapter(gpu: GPU): Promise<GPUAdapter | null> {
  const request = () => gpu.requestAdapter({ powerPreference: 'high-performance' });
  const first = await request();
  if (first) return first;
  await new Promise((resolve) => setTimeout(resolve, adapterPauseMs));
  return request();
}

async function selfTestFailure(runtime: Runtime): Promise<string | undefined> {
  try {
    const error = await deviceError(runtime);
    if (error <= maxDeviceError) return undefined;
    return words.wrongNumbers(error);
  } catch (error) {
    return words.failed(messageOf(error));
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

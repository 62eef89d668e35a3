import glueUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import * as ort from 'onnxruntime-web/webgpu';
import { createGraph } from '../core/graph/graph-builder.ts';
import { readFromGpu } from './gpu-outputs.ts';
import { createRuntime, type Runtime } from './runtime.ts';
import { deviceError } from './self-test.ts';

/** `auto` takes a real GPU that passes the self-test; `webgpu` also a software adapter. */
export type BackendChoice = 'auto' | 'webgpu' | 'wasm';

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
  if (choice === 'wasm') return wasmRuntime(threads, 'WebAssembly was asked for.');
  const found = await requestDevice(choice);
  if ('reason' in found) return wasmRuntime(threads, found.reason);
  const { device, adapter } = found;
  const runtime = createRuntime(
    ort,
    { device: { name: 'webgpu', device }, cpu: 'wasm' },
    { backend: 'webgpu', threads, adapter, reason: 'The GPU passed the start-up test against the CPU.' },
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
  const reason = threads > 1 ? why : `${why} One thread only: the page is not cross-origin isolated.`;
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
  if (!navigator.gpu) return { reason: 'This browser offers no WebGPU.' };
  const adapter = await requestAdapter(navigator.gpu);
  if (!adapter) return { reason: 'WebGPU found no graphics adapter.' };
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
  if (choice === 'auto' && (isFallbackAdapter || architecture === 'swiftshader')) {
    return { reason: 'The only WebGPU adapter is a software one, slower than WebAssembly.' };
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
    return { reason: `The graphics device could not be opened: ${messageOf(error)}` };
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
    return `The GPU failed the start-up test: its numbers differ from the CPU's by ${error.toExponential(1)}.`;
  } catch (error) {
    return `The GPU failed the start-up test: ${messageOf(error)}`;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

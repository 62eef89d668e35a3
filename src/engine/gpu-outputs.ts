import type { Tensor } from 'onnxruntime-web';
import * as words from '#words/engine/runtime.ts';
import type { FloatTensor } from '../core/tensor/float-tensor.ts';
import type { ReadOutputs } from './runtime.ts';

// GPUBufferUsage and GPUMapMode of the WebGPU specification, which the types do not have.
const usageMapRead = 1;
const usageCopyDst = 8;
const mapModeRead = 1;

/** Where an output lies in what is read back. */
interface Part {
  readonly name: string;
  readonly dims: readonly number[];
  readonly begin: number;
  readonly bytes: number;
}

/**
 * Reads all outputs of a run in one go. The runtime itself asks for each output alone and waits for each, which took
 * more than half of a run (13 outputs a block; docs/gpu.md).
 */
export function readFromGpu(device: GPUDevice): ReadOutputs {
  return (outputs) => {
    const { staging, parts } = copyOut(device, outputs);
    return mapped(staging, parts);
  };
}

function copyOut(device: GPUDevice, outputs: Readonly<Record<string, Tensor>>) {
  const parts: Part[] = [];
  let size = 0;
  for (const [name, { dims, type }] of Object.entries(outputs)) {
    if (type !== 'float32') throw new Error(`The output ${name} is ${type}, not float32.`);
    const bytes = 4 * dims.reduce((product, length) => product * length, 1);
    parts.push({ name, dims, begin: size, bytes });
    size += bytes;
  }
  const staging = device.createBuffer({ size, usage: usageMapRead | usageCopyDst });
  const encoder = device.createCommandEncoder();
  for (const { name, begin, bytes } of parts) {
    encoder.copyBufferToBuffer(outputs[name]!.gpuBuffer as GPUBuffer, 0, staging, begin, bytes);
  }
  device.queue.submit([encoder.finish()]);
  // What follows on the same queue cannot overtake the copy.
  for (const tensor of Object.values(outputs)) tensor.dispose();
  return { staging, parts };
}

async function mapped(staging: GPUBuffer, parts: readonly Part[]): Promise<Record<string, FloatTensor>> {
  try {
    await staging.mapAsync(mapModeRead);
  } catch (error) {
    // It is an AbortError when the device is lost, which elsewhere means that somebody changed their mind.
    throw new Error(words.noResults(error instanceof Error ? error.message : String(error)));
  }
  const all = staging.getMappedRange();
  const found: Record<string, FloatTensor> = {};
  for (const { name, dims, begin, bytes } of parts) {
    found[name] = { data: new Float32Array(all.slice(begin, begin + bytes)), dims };
  }
  staging.destroy();
  return found;
}

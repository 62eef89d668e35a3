import type { SafetensorsFile } from '../core/checkpoint/safetensors.ts';
import { type ModelPart, readWeights } from '../core/checkpoint/weights.ts';
import { releaseBuffer } from '../core/tensor/release-buffer.ts';
import type { Runtime, Session } from './runtime.ts';

/** Makes a session of a part of a model. Its weights are read for it and exist once: in the runtime's memory. */
export async function createPartSession(
  runtime: Runtime,
  file: SafetensorsFile,
  part: ModelPart,
): Promise<Session> {
  const weights = await readWeights(file, part);
  const session = await runtime.session(part.program, weights);
  // onnxruntime-node may go on reading the memory that it was given.
  if (runtime.report.backend !== 'native') {
    const buffers = new Set([...weights.values()].map(({ buffer }) => buffer)); // q, k and v may share one
    buffers.forEach(releaseBuffer);
  }
  return session;
}

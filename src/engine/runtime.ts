import type { InferenceSession, Tensor } from 'onnxruntime-web';
import type { Program } from '../core/graph/graph-builder.ts';
import type { FloatTensor, FloatTensors } from '../core/tensor/float-tensor.ts';
import type { DeviceReport } from './engine.ts';
import { createQueue } from './queue.ts';

/** The part of onnxruntime's namespace that all of its builds share. */
export interface OnnxRuntime {
  readonly InferenceSession: {
    create(model: Uint8Array, options: InferenceSession.SessionOptions): Promise<InferenceSession>;
  };
  readonly Tensor: new (type: 'float32', data: Float32Array, dims: readonly number[]) => Tensor;
}

export interface Session {
  run(feeds: FloatTensors): Promise<FloatTensors>;
  dispose(): Promise<void>;
}

/** Starts to read a run's outputs, which are still on the device, and lets go of them before it returns. */
export type ReadOutputs = (outputs: Readonly<Record<string, Tensor>>) => Promise<FloatTensors>;

/** Where sessions run: on the chosen device, or on the CPU beside it for small questions. */
export type Placement = 'device' | 'cpu';

export interface Runtime {
  readonly report: DeviceReport;
  /** Creates a session of a program with its weights, F32 by slot name. The weights are copied. */
  session(
    program: Program,
    weights: ReadonlyMap<string, Float32Array>,
    placement?: Placement,
  ): Promise<Session>;
}

/**
 * A runtime over one onnxruntime build; every call into it goes through one queue. With `readOutputs`, outputs of the
 * device stay there until it reads them.
 */
export function createRuntime(
  ort: OnnxRuntime,
  providers: Readonly<Record<Placement, InferenceSession.ExecutionProviderConfig>>,
  report: DeviceReport,
  readOutputs?: ReadOutputs,
): Runtime {
  const queue = createQueue();

  async function run(session: InferenceSession, feeds: FloatTensors, read: ReadOutputs) {
    const tensors = Object.fromEntries(
      Object.entries(feeds).map(([name, { data, dims }]) => [name, new ort.Tensor('float32', data, dims)]),
    );
    // In an object, so that other calls need not wait for the reading.
    const { reading } = await queue.run(async () => ({ reading: read(await session.run(tensors)) }));
    return reading;
  }

  return {
    report,
    async session(program, weights, placement = 'device') {
      const externalData = program.weights.map(({ name }) => {
        const floats = weights.get(name);
        if (!floats) throw new Error(`The program's weight ${name} was not given.`);
        return { path: name, data: new Uint8Array(floats.buffer, floats.byteOffset, floats.byteLength) };
      });
      const read = (placement === 'device' && readOutputs) || floatTensors;
      const session = await queue.run(() =>
        ort.InferenceSession.create(program.model, {
          executionProviders: [providers[placement]],
          externalData,
          logSeverityLevel: 3,
          ...(read === readOutputs && { preferredOutputLocation: 'gpu-buffer' as const }),
        }),
      );
      return {
        run: (feeds) => run(session, feeds, read),
        dispose: () => queue.run(() => session.release()),
      };
    },
  };
}

async function floatTensors(results: Readonly<Record<string, Tensor>>): Promise<FloatTensors> {
  return Object.fromEntries(
    Object.entries(results).map(([name, tensor]) => [name, floatTensor(name, tensor)]),
  );
}

function floatTensor(name: string, tensor: Tensor): FloatTensor {
  if (!(tensor.data instanceof Float32Array))
    throw new Error(`The output ${name} is ${tensor.type}, not float32.`);
  return { data: tensor.data, dims: tensor.dims };
}

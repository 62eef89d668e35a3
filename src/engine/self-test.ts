import { blockProgram, trainedVariant } from '../core/graph/block-program.ts';
import type { BlockSpec } from '../core/vit/spec.ts';
import type { Placement, Runtime } from './runtime.ts';

const spec = {
  width: 64,
  heads: 4,
  mlp: { kind: 'mlp', hidden: 256 },
  activation: 'gelu',
  normEpsilon: 1e-6,
  layerScale: true,
  qkvBias: true,
} as const satisfies BlockSpec;

const tokens = 37; // no multiple of any work group's size

/**
 * Runs one tiny block on the device and on the CPU and returns the largest difference of any output relative to
 * that output's largest value; 0 would be equality. Some browsers' GPU kernels have given wrong numbers.
 */
export async function deviceError(runtime: Runtime, queryChunks = 2): Promise<number> {
  const program = blockProgram(spec, {
    ...trainedVariant({ kind: 'softmax' }),
    taps: new Set(['norms', 'q', 'received', 'entropy', 'logsumexp', 'cls']),
    queryChunks,
    gpu: true,
  });
  const weights = new Map(
    program.weights.map(({ name, shape }, i) => [
      name,
      noise(
        shape.reduce((a, b) => a * b),
        i,
      ),
    ]),
  );
  const x = { data: noise(tokens * spec.width, 1000), dims: [tokens, spec.width] };
  const run = async (placement: Placement) => {
    const session = await runtime.session(program, weights, placement);
    const outputs = await session.run({ x });
    await session.dispose();
    return outputs;
  };
  const [device, cpu] = [await run('device'), await run('cpu')];
  return Math.max(...program.outputs.map((name) => relativeError(device[name]!.data, cpu[name]!.data)));
}

function relativeError(actual: Float32Array, expected: Float32Array): number {
  let difference = 0;
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(actual[i]! - expected[i]!);
    difference = Number.isNaN(error) ? Number.POSITIVE_INFINITY : Math.max(difference, error);
    largest = Math.max(largest, Math.abs(expected[i]!));
  }
  return difference / largest;
}

/** Reproducible numbers in −0.5 … 0.5 (a linear congruential generator, Numerical Recipes' constants). */
function noise(length: number, seed: number): Float32Array {
  let state = seed >>> 0;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  });
}

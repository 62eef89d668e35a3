import { expect, test } from 'vitest';
import { distance } from '../../tools/fixtures/compare.ts';
import { type BlockTap, blockProgram, trainedVariant } from '../core/graph/block-program.ts';
import type { BlockSpec, Normaliser } from '../core/vit/spec.ts';
import { createNodeRuntime } from './node.ts';

const runtime = await createNodeRuntime({ prefer: 'wasm' });
const spec = {
  width: 24,
  heads: 3,
  mlp: { kind: 'mlp', hidden: 48 },
  activation: 'gelu',
  normEpsilon: 1e-6,
  layerScale: true,
  qkvBias: true,
} as const satisfies BlockSpec;
const tokens = 70;
const values = (length: number, seed: number) =>
  Float32Array.from({ length }, (_, i) => Math.sin((i + 1) * (seed + 1) * 0.7391));

async function run(normaliser: Normaliser, queryChunks: number, gpu: boolean) {
  const program = blockProgram(spec, {
    ...trainedVariant(normaliser),
    taps: new Set<BlockTap>(['q', 'received', 'entropy', 'logsumexp', 'cls', 'attention', 'outputGram']),
    queryChunks,
    gpu,
  });
  const weights = new Map(
    program.weights.map(({ name, shape }, i) => [
      name,
      values(
        shape.reduce((product, length) => product * length, 1),
        i,
      ),
    ]),
  );
  const session = await runtime.session(program, weights);
  const outputs = await session.run({
    x: { data: values(tokens * spec.width, 99), dims: [tokens, spec.width] },
  });
  await session.dispose();
  return outputs;
}

const normalisers: readonly Normaliser[] = [
  { kind: 'softmax' },
  { kind: 'softmax-1' },
  { kind: 'softmax', clip: { gamma: -0.03, eta: 1.03 } },
];

test.each(normalisers)(
  'the graph for a GPU has the numbers of the ordinary one: $kind',
  async (normaliser) => {
    const expected = await run(normaliser, 1, false);
    for (const chunks of [1, 4, 16]) {
      const found = await run(normaliser, chunks, true);
      expect(Object.keys(found)).toEqual(Object.keys(expected));
      for (const [name, { data, dims }] of Object.entries(expected)) {
        expect(found[name]!.dims).toEqual(dims);
        expect(distance(found[name]!.data, data).relative, `${name} in ${chunks}`).toBeLessThan(1e-5);
      }
    }
  },
);

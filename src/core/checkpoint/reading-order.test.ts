import { expect, it } from 'vitest';
import { randomDinov2 } from '../../../tools/fixtures/random-checkpoint.ts';
import { blockProgram, trainedVariant } from '../graph/block-program.ts';
import { embeddingProgram } from '../graph/embedding-program.ts';
import { headProgram } from '../graph/head-program.ts';
import { openCheckpoint } from './checkpoint.ts';
import { readingOrder } from './reading-order.ts';

it('names every weight once: embedding and first block, the other blocks in turn, head', async () => {
  const { config, weights } = randomDinov2();
  const checkpoint = await openCheckpoint({
    config: await config.text(),
    preprocessor: undefined,
    weights: [weights],
  });
  const { spec, blueprint, file } = checkpoint;
  const options = { ...trainedVariant(spec.normaliser), taps: new Set<never>(), queryChunks: 1 };
  const blocks = Array.from({ length: spec.depth }, (_, layer) => ({
    program: blockProgram(spec, options),
    names: blueprint.block(layer),
  }));
  const [firstBlock, ...otherBlocks] = blocks;
  const order = readingOrder(checkpoint, [
    [{ program: embeddingProgram(spec), names: blueprint.embedding }, firstBlock!],
    ...otherBlocks.map((block) => [block]),
    [{ program: headProgram(spec), names: blueprint.head }],
  ]).get(weights)!;
  const holderOf = (tensor: string) => {
    const { begin, end } = file.tensors.get(tensor)!;
    const holders = order.flatMap((stage, i) =>
      stage.filter((range) => range.begin <= begin && end <= range.end).map(() => i),
    );
    expect(holders, tensor).toHaveLength(1);
    return holders[0]!;
  };
  const steps = [
    'embeddings.position_embeddings',
    'encoder.layer.0.mlp.fc1.weight',
    'encoder.layer.1.mlp.fc1.weight',
    'encoder.layer.2.mlp.fc1.weight',
    'layernorm.weight',
  ].map(holderOf);
  expect(steps).toEqual([0, 0, 1, 2, spec.depth]);
  const { begin, end } = file.tensors.get('embeddings.mask_token')!;
  expect(order.flat().some((range) => range.begin < end && begin < range.end)).toBe(false);
});

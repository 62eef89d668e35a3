import { expect, test } from 'vitest';
import { familyCases } from '../../tools/fixtures/family-cases.ts';
import { goldenDistances } from '../../tools/fixtures/golden-run.ts';
import { golden } from '../../tools/fixtures/goldens.ts';
import { checkpointBeside, openTensorFile } from '../../tools/fixtures/tensor-file.ts';
import { createNodeRuntime } from './node.ts';

const runtime = await createNodeRuntime({ prefer: 'wasm' });

test.each(familyCases.map((one) => [one.name, one] as const))(
  '%s equals its reference in PyTorch',
  async (name, { golden: goldenName, choice, tensors }) => {
    const files = golden(goldenName);
    const source = await checkpointBeside(files.config);
    const found = await goldenDistances(runtime, source, await openTensorFile(files.golden), choice);
    if (process.env.FIDELITY) console.log(name, JSON.stringify(found));
    expect(Object.keys(found).sort()).toEqual([...tensors].sort());
    for (const [tensor, { absolute, relative }] of Object.entries(found)) {
      if (tensor.startsWith('attention')) expect(absolute, tensor).toBeLessThanOrEqual(1e-5);
      else expect(relative, tensor).toBeLessThanOrEqual(1e-4);
    }
  },
);

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { goldenDistances } from '../../tools/fixtures/golden-run.ts';
import { golden } from '../../tools/fixtures/goldens.ts';
import { checkpointBeside, openTensorFile } from '../../tools/fixtures/tensor-file.ts';
import { parseInterventionFile } from '../core/intervention/interventions.ts';
import { createNodeRuntime } from './node.ts';

const runtime = await createNodeRuntime({ prefer: 'wasm' });
const everyTensor = ['tokens', 'norms', 'attention', 'attention_received', 'q', 'k'];

function expectParity(found: Awaited<ReturnType<typeof goldenDistances>>, tensors: readonly string[]): void {
  expect(Object.keys(found).sort()).toEqual([...tensors].sort());
  for (const [name, { absolute, relative }] of Object.entries(found)) {
    if (/^(attention|gate)/.test(name)) expect(absolute, name).toBeLessThanOrEqual(1e-5);
    else expect(relative, name).toBeLessThanOrEqual(1e-4);
  }
}

test.each(['gated-micro', 'gated-softmax1-micro'] as const)(
  '%s equals its authors’ attention',
  async (name) => {
    const { config, golden: path } = golden(name);
    const file = await openTensorFile(path);
    const found = await goldenDistances(runtime, await checkpointBeside(config), file, {
      pixels: 'pixels',
      prefix: '',
    });
    expectParity(found, [...everyTensor, 'gate', 'final', 'logits']);
  },
);

test.each(['paper', 'code'] as const)(
  'test-time registers equal their authors’ hook in %s mode',
  async (mode) => {
    const { config, golden: path } = golden('test-time-registers-micro');
    const list = readFileSync(join(dirname(config), 'intervention.json'), 'utf8');
    const { reroute, ...others } = parseInterventionFile(list, 'intervention.json');
    const choice = {
      pixels: 'pixels',
      prefix: `${mode}.`,
      interventions: { ...others, reroute: { ...reroute!, mode } },
    };
    const found = await goldenDistances(
      runtime,
      await checkpointBeside(config),
      await openTensorFile(path),
      choice,
    );
    expectParity(found, everyTensor);
  },
);

import { describe, expect, test } from 'vitest';
import { missingShared, sharedFile } from '../../tools/fixtures/goldens.ts';
import { parityGroups } from '../../tools/fixtures/parity-cases.ts';
import { comparePhotograph } from '../../tools/fixtures/photograph-parity.ts';
import { createNodeRuntime } from '../engine/node.ts';

const runtime = await createNodeRuntime({ prefer: 'wasm' });
const cases = parityGroups.flatMap((group) => group.cases).filter(({ photo }) => photo !== undefined);
const missing = missingShared('parity from the photographs themselves', 'photos', 'goldens', 'models');

describe.skipIf(missing)('from the photograph itself', () => {
  test.each(cases.map((parity) => [parity.name, parity] as const))(
    '%s: the publisher’s pixels, and its class where it has a head',
    async (_, parity) => {
      const photo = sharedFile(`photos/${parity.photo}`);
      const { values, withinStep, top } = await comparePhotograph(runtime, parity, photo!);
      expect(withinStep / values).toBeGreaterThanOrEqual(0.999);
      expect(top?.found).toBe(top?.expected);
      expect(top === undefined).toBe(!parity.tensors.includes('logits'));
    },
  );
});

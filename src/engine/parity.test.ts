import { describe, expect, test } from 'vitest';
import { missingShared } from '../../tools/fixtures/goldens.ts';
import { parityGroups, parityLimit, runParityCase } from '../../tools/fixtures/parity-cases.ts';
import { createNodeRuntime } from './node.ts';

const runtime = await createNodeRuntime({ prefer: 'wasm' });

describe.each(parityGroups)('the engine equals $reference', ({ title, shared, cases }) => {
  const missing = missingShared(`parity: ${title}`, ...shared);
  test.skipIf(missing).each(cases.map((parity) => [parity.name, parity] as const))(
    '%s',
    async (_, parity) => {
      const found = await runParityCase(runtime, parity);
      expect(Object.keys(found).sort()).toEqual([...parity.tensors].sort());
      for (const [tensor, distance] of Object.entries(found)) {
        const { measure, limit } = parityLimit(tensor);
        expect(distance[measure], tensor).toBeLessThanOrEqual(limit);
      }
    },
  );
});

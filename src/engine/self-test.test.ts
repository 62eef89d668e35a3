import { expect, test } from 'vitest';
import { createNodeRuntime } from './node.ts';
import type { Runtime, Session } from './runtime.ts';
import { deviceError } from './self-test.ts';

const runtime = await createNodeRuntime({ prefer: 'wasm' });

/** A runtime whose device changes the first number of one output. */
function withFault(output: string, fault: (value: number) => number): Runtime {
  const faulty = (session: Session): Session => ({
    ...session,
    async run(feeds) {
      const outputs = await session.run(feeds);
      const { data } = outputs[output]!;
      data[0] = fault(data[0]!);
      return outputs;
    },
  });
  return {
    report: runtime.report,
    async session(program, weights, placement) {
      const session = await runtime.session(program, weights, placement);
      return placement === 'device' ? faulty(session) : session;
    },
  };
}

test('one backend against itself differs by less than 1e-5', async () => {
  expect(await deviceError(runtime)).toBeLessThan(1e-5);
});

test.each(['y', 'norms', 'q', 'received', 'entropy', 'logsumexp', 'cls'])(
  'one wrong number in %s is found',
  async (output) => {
    expect(await deviceError(withFault(output, (value) => value + 1))).toBeGreaterThan(1e-2);
  },
);

test('NaN and infinity are never within a limit', async () => {
  for (const broken of [Number.NaN, Number.POSITIVE_INFINITY]) {
    const error = await deviceError(withFault('y', () => broken));
    expect(error <= 1e-3).toBe(false);
  }
});

test('a device that fails lets its error through', async () => {
  const broken: Runtime = { report: runtime.report, session: () => Promise.reject(new Error('no shader')) };
  await expect(deviceError(broken)).rejects.toThrow('no shader');
});

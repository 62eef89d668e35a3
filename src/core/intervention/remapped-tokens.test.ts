import { expect, test } from 'vitest';
import { remappedTokens } from './remapped-tokens.ts';

const plain = { cls: 1, registers: 0, rows: 2, columns: 3, testTimeRegisters: 1 } as const;
const withRegisters = { cls: 1, registers: 4, rows: 2, columns: 3, testTimeRegisters: 0 } as const;
const everywhere = { layers: 'all', heads: 'all' } as const;

test('masked tokens keep their patch when registers come before them, and what is gone is left out', () => {
  const given = { mask: { tokens: [0, 3, 7], ...everywhere } };
  expect(remappedTokens(given, plain, withRegisters)).toEqual({
    mask: [{ tokens: [0, 7], ...everywhere }],
  });
});

test('a mask without a token left is taken out', () => {
  expect(remappedTokens({ mask: { tokens: [2], ...everywhere } }, withRegisters, plain)).toEqual({});
});

test('hand-picked sinks move along; sinks that a rule chooses have nothing to move', () => {
  const byHand = {
    gate: { kind: 'implied', sinks: { tokens: [1], layers: 'all' }, form: 'gate' },
  } as const;
  const moved = remappedTokens(
    { gate: { ...byHand.gate, sinks: { tokens: [1], layers: 'all' } } },
    plain,
    withRegisters,
  );
  expect(moved.gate).toEqual({ ...byHand.gate, sinks: { tokens: [5], layers: 'all' } });
  const byRule = { gate: { kind: 'implied', sinks: 'received', form: 'mask' } } as const;
  expect(remappedTokens(byRule, plain, withRegisters)).toEqual(byRule);
});

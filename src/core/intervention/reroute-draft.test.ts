import { describe, expect, test } from 'vitest';
import { draftOf, EMPTY_DRAFT, withDraft, withRegisters } from './reroute-draft.ts';

const planted = { ...EMPTY_DRAFT, neurons: { '2': [108, 330] } };
const one = { count: 1, init: 'zeros', seed: 0 } as const;

describe('a list of neurons', () => {
  test('that goes to registers brings one along, and keeps those that are there', () => {
    expect(withDraft({}, planted)).toEqual({ registers: one, reroute: planted });
    const three = { ...one, count: 3 };
    expect(withDraft({ registers: three }, planted).registers).toEqual(three);
  });

  test('that goes to patches or nowhere needs no register', () => {
    expect(withDraft({}, { ...planted, target: 'none' })).toEqual({
      reroute: { ...planted, target: 'none' },
    });
  });

  test('that is switched off or empty changes nothing', () => {
    expect(withDraft({ reroute: EMPTY_DRAFT as never }, { ...planted, target: 'off' })).toEqual({});
    expect(withDraft({}, EMPTY_DRAFT)).toEqual({});
  });

  test('waits while there are no registers, and goes on when there are some again', () => {
    const moved = withDraft({}, planted);
    const without = withRegisters(moved, { ...one, count: 0 }, planted);
    expect(without).toEqual({});
    const draft = draftOf(without, planted);
    expect(draft).toEqual(planted);
    expect(withRegisters(without, one, draft)).toEqual(moved);
  });

  test('that was switched off stays off when registers come', () => {
    const off = { ...planted, target: 'off' } as const;
    expect(withRegisters({}, one, draftOf({}, off))).toEqual({ registers: one });
    expect(draftOf({ registers: one }, planted).target).toBe('off');
  });
});

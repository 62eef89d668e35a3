import { describe, expect, test } from 'vitest';
import { createPatchPicker } from './patch-picker.ts';

function picker(several: boolean, patches: readonly number[] = []) {
  const picked: (readonly number[])[] = [];
  const made = createPatchPicker();
  made.begin({ purpose: 'target', patches, several, onPick: (now) => picked.push(now) });
  return { made, picked };
}

describe('picking patches', () => {
  test('one at a time, the newest replaces the one before, and staying on it asks for nothing', () => {
    const { made, picked } = picker(false);
    const stroke = made.press(4);
    made.drag(4, stroke);
    made.drag(5, stroke);
    expect(picked).toEqual([[4], [5]]);
  });

  test('several, a stroke that begins on a free patch adds, one that begins on a picked patch removes', () => {
    const { made, picked } = picker(true, [7]);
    const adding = made.press(8);
    made.drag(7, adding);
    made.drag(9, adding);
    const removing = made.press(7);
    made.drag(8, removing);
    made.drag(20, removing);
    expect([adding, removing]).toEqual(['add', 'remove']);
    expect(picked).toEqual([[7, 8], [7, 8, 9], [8, 9], [9]]);
  });

  test('asks for nothing once it has ended', () => {
    const { made, picked } = picker(true);
    made.end();
    made.press(3);
    expect(picked).toEqual([]);
  });
});

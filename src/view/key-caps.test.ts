import { expect, test } from 'vitest';
import { keyCaps } from './key-caps.ts';

test('on a Mac the caps say Command and Shift as its keys do, elsewhere Ctrl', () => {
  expect(keyCaps(['Ctrl', 'Shift', 'Z'], 'MacIntel')).toEqual(['⌘', '⇧', 'Z']);
  expect(keyCaps(['Ctrl', 'Z'], 'iPad')).toEqual(['⌘', 'Z']);
  expect(keyCaps(['Ctrl', 'Shift', 'Z'], 'Linux x86_64')).toEqual(['Ctrl', 'Shift', 'Z']);
  expect(keyCaps(['Ctrl', 'Z'], 'Win32')).toEqual(['Ctrl', 'Z']);
});

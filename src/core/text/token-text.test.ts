import { expect, test } from 'vitest';
import { tokenText } from './token-text.ts';

test.each([
  ['cat</w>', { text: 'cat', endsWord: true }],
  ['ca', { text: 'ca', endsWord: false }],
  ['Ã©</w>', { text: 'é', endsWord: true }],
  ['Ã', { text: '0xc3', endsWord: false }],
  ['ðŁĳį</w>', { text: '👍', endsWord: true }],
  ['<|startoftext|>', { text: 'startoftext', endsWord: true }],
  ['▁cat', { text: '▁cat', endsWord: false }],
])('%s', (token, expected) => {
  expect(tokenText(token)).toEqual(expected);
});

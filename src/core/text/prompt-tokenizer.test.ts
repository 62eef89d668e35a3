import { describe, expect, test } from 'vitest';
import { createPromptTokenizer } from './prompt-tokenizer.ts';

/** A made-up vocabulary in CLIP's form: bytes, bytes at the end of a word, merges, start and end. */
const letters = [...'abcdefghijklmnopqrstuvwxyz.!?,'];
const merges = ['c a', 'ca t</w>', 'd o', 'do g</w>', 'a </w>', 'h o', "' s</w>"];
const tokens = [
  ...letters,
  ...letters.map((letter) => `${letter}</w>`),
  '1</w>',
  '2</w>',
  "'",
  'Ã',
  '©</w>',
  ...merges.map((pair) => pair.replace(' ', '')),
  '<|startoftext|>',
  '<|endoftext|>',
];
const vocab = Object.fromEntries(tokens.map((token, id) => [token, id]));
const files = { vocab: JSON.stringify(vocab), merges: `#version: 0.2\n${merges.join('\n')}\n` };
const encode = createPromptTokenizer(files);

/** The tokens of a prompt without start and end. */
function pieces(prompt: string): string[] {
  const { ids, pieces: names } = encode(prompt);
  expect(ids.at(0)).toBe(vocab['<|startoftext|>']);
  expect(ids.at(-1)).toBe(vocab['<|endoftext|>']);
  expect(names.slice(1, -1)).toEqual(ids.slice(1, -1).map((id) => tokens[id]));
  return names.slice(1, -1);
}

describe('CLIP’s tokenizer from vocab.json and merges.txt', () => {
  test.each([
    ['a cat', ['a</w>', 'cat</w>']],
    ['A CAT', ['a</w>', 'cat</w>']],
    ['  a \n\t cat  ', ['a</w>', 'cat</w>']],
    ['catdog', ['ca', 't', 'dog</w>']],
    ["cat's", ['cat</w>', "'s</w>"]],
    ['dog.', ['dog</w>', '.</w>']],
    ['dog?!', ['dog</w>', '?', '!</w>']],
    ['dog12', ['dog</w>', '1</w>', '2</w>']],
    ['é', ['Ã', '©</w>']],
    ['e\u0301', ['Ã', '©</w>']],
    ['', []],
  ])('%j', (prompt, expected) => {
    expect(pieces(prompt)).toEqual(expected);
  });

  test('words and marks of a sentence, between start and end', () => {
    const ids = (names: readonly string[]) => names.map((name) => vocab[name]!);
    expect(encode('a dog, a cat').ids).toEqual(
      ids(['<|startoftext|>', 'a</w>', 'dog</w>', ',</w>', 'a</w>', 'cat</w>', '<|endoftext|>']),
    );
  });
});

describe('files that hold no tokenizer are named', () => {
  const without =
    'The model came without a tokenizer, so prompts cannot be read. Give its tokenizer.json too, or its vocab.json and merges.txt.';
  test.each([
    ['nothing', {}, without],
    ['vocab.json alone', { vocab: files.vocab }, without],
    [
      'a broken vocab.json',
      { ...files, vocab: '{' },
      "vocab.json is not JSON. It should be the publisher's own file, unchanged.",
    ],
    [
      'a vocabulary of words',
      { ...files, vocab: '{"a":"b"}' },
      'vocab.json: a should be number, but is "b".',
    ],
    ['a vocabulary without ends', { ...files, vocab: '{"a":1}' }, 'vocab.json has no token <|startoftext|>.'],
    ['merges of three', { ...files, merges: 'a b\na b c' }, 'merges.txt: line 2 is no pair of two parts.'],
    [
      'a tokenizer.json without a model',
      { tokenizer: '{}' },
      /^tokenizer\.json holds no tokenizer that can be read: /,
    ],
  ])('%s', (_, given, message) => {
    expect(() => createPromptTokenizer(given)).toThrow(message);
  });
});

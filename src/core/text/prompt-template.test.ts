import { expect, test } from 'vitest';
import { fillTemplate } from './prompt-template.ts';

test.each([
  ['a photo of a {}', 'cat', 'a photo of a cat'],
  ['{} and {}', 'dog', 'dog and dog'],
  ['{}', '$& {}', '$& {}'],
])('%s with %s', (template, words, filled) => {
  expect(fillTemplate(template, words)).toBe(filled);
});

test('a template without a place is refused', () => {
  expect(() => fillTemplate('a photo', 'cat')).toThrow(
    'The template "a photo" has no {}, where the prompt would stand.',
  );
});

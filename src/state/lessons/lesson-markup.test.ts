import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkup } from './lesson-markup.ts';

describe('a lesson’s markup', () => {
  it('knows emphasis, links and numbers, and leaves everything else text', () => {
    expect(
      parseMarkup('A **bold {outliers:peak@b}**, *soft* <b>x</b> [paper](https://arxiv.org/abs/1) \\*.'),
    ).toEqual([
      { kind: 'text', text: 'A ' },
      {
        kind: 'strong',
        of: [
          { kind: 'text', text: 'bold ' },
          { kind: 'value', name: { value: 'outliers', layer: 'peak', lens: 1 } },
        ],
      },
      { kind: 'text', text: ', ' },
      { kind: 'emphasis', of: [{ kind: 'text', text: 'soft' }] },
      { kind: 'text', text: ' <b>x</b> ' },
      { kind: 'link', text: 'paper', url: 'https://arxiv.org/abs/1' },
      { kind: 'text', text: ' ' },
      { kind: 'text', text: '*' },
      { kind: 'text', text: '.' },
    ]);
  });

  it.each([
    'javascript:alert`1`',
    'http://example.com/',
    'https:example.com',
    'https://user:word@example.com/',
    '//example.com',
    'data:text/html,x',
    'https://',
  ])('makes no link of %s', (url) => {
    expect(() => parseMarkup(`[x](${url})`)).toThrow(SyntaxError);
  });

  it.each(['{}', '{constructor}', '{outliers:99999}', '{outliers@z}', '{<img src=x>}'])(
    'knows no number %s',
    (text) => {
      expect(() => parseMarkup(text)).toThrow('is no number of the page');
    },
  );

  it('reads any text or refuses it with a sentence, quickly', () => {
    const marks = fc.string({
      unit: fc.constantFrom('*', '**', '[', ']', '(', ')', '{', '}', '\\', 'a', ' '),
      maxLength: 200,
    });
    fc.assert(
      fc.property(fc.oneof(marks, fc.string()), (text) => {
        try {
          parseMarkup(text);
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError);
        }
      }),
    );
    const begun = performance.now();
    for (const mark of ['*', '**a', '[', '{', '[](']) parseMarkup(mark.repeat(2000 / mark.length));
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});

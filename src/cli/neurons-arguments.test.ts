import { describe, expect, test } from 'vitest';
import { InputError } from '../core/input-error.ts';
import { parseCommandLine } from './command.ts';

const model = ['neurons', '--model', 'm'];
const parse = (...words: string[]) =>
  parseCommandLine([...model, '--images', 'a.png', '--out', 'o', ...words]);
const rules = 'Known are robust[:K], sigma[:N], quantile[:SHARE], multiple[:FACTOR] and absolute:NORM.';

describe('parseCommandLine of neurons', () => {
  test('reads a whole command', () => {
    expect(
      parseCommandLine([
        ...['neurons', '--model', 'm', '--images', 'photos', 'a.png', '--out', 'n.json', '--top-k', '45'],
        ...['--detect-layer', '-2', '--highest-layer', '17', '--rule', 'absolute:150', '--sparsity-filter'],
        ...['--size', '518', '--fit', 'crop'],
      ]),
    ).toEqual({
      kind: 'neurons',
      neurons: {
        model: 'm',
        images: ['photos', 'a.png'],
        framing: { fit: 'crop', size: { height: 518, width: 518 } },
        finder: {
          rule: { kind: 'absolute', norm: 150 },
          sparsityFilter: true,
          topK: 45,
          detectLayer: -2,
          highestLayer: 17,
        },
        out: 'n.json',
      },
    });
  });

  test('leaves layers and top-k open by default, with the robust rule', () => {
    expect(parse()).toEqual({
      kind: 'neurons',
      neurons: {
        model: 'm',
        images: ['a.png'],
        framing: { fit: 'publisher' },
        finder: { rule: { kind: 'robust', k: 4 }, sparsityFilter: false },
        out: 'o',
      },
    });
  });

  test.each([
    ['robust', { kind: 'robust', k: 4 }],
    ['robust:2.5', { kind: 'robust', k: 2.5 }],
    ['sigma', { kind: 'sigma', sigmas: 3 }],
    ['sigma:2', { kind: 'sigma', sigmas: 2 }],
    ['quantile', { kind: 'quantile', share: 0.98 }],
    ['quantile:0.999', { kind: 'quantile', share: 0.999 }],
    ['multiple', { kind: 'multiple', factor: 4 }],
    ['absolute:75', { kind: 'absolute', norm: 75 }],
  ])('reads the rule %s', (text, rule) => {
    expect(parse('--rule', text)).toMatchObject({ neurons: { finder: { rule } } });
  });

  test.each([
    [['--rule', 'loudest'], `--rule loudest is not known. ${rules}`],
    [['--rule', 'robust:'], `--rule robust:: nothing is no number from 0 on. ${rules}`],
    [['--rule', 'sigma:many'], `--rule sigma:many: many is no number from 0 on. ${rules}`],
    [['--rule', 'robust:-1'], `--rule robust:-1: -1 is no number from 0 on. ${rules}`],
    [['--rule', 'quantile:98'], '--rule quantile:98: a share lies between 0 and 1.'],
    [['--rule', 'absolute'], '--rule absolute needs the norm, which differs between models: absolute:NORM.'],
    [['--top-k', '0'], '--top-k 0 is no whole number from 1 on.'],
    [['--top-k', '-3'], '--top-k -3 is no whole number from 1 on.'],
    [['--top-k', '2.5'], '--top-k 2.5 is no whole number from 1 on.'],
    [['--detect-layer', 'last'], '--detect-layer last is no whole number.'],
    [['--highest-layer', '1e2'], '--highest-layer 1e2 is no whole number.'],
    [['--fit', 'squash'], '--fit squash is not known. Known are publisher, whole, crop, pad, stretch.'],
    [['--images', ''], '--images names no file.'],
  ])('%j: %s', (words, message) => {
    expect(() => parse(...words)).toThrow(new InputError(message));
  });

  test.each([
    [['neurons', '--images', 'a', '--out', 'o'], 'model'],
    [[...model, '--out', 'o'], 'images'],
    [[...model, '--images', 'a'], 'out'],
  ])('%j misses --%s', (words, option) => {
    expect(() => parseCommandLine(words)).toThrow(
      new InputError(`--${option} is missing. --help shows what a command needs.`),
    );
  });
});

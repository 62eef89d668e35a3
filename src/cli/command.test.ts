import { describe, expect, test } from 'vitest';
import { InputError } from '../core/input-error.ts';
import { parseCommandLine } from './command.ts';

const model = ['trace', '--model', 'm'];
const rest = ['--tensors', 'norms', '--out', 'o'];
const parse = (...words: string[]) => parseCommandLine([...model, ...words, ...rest]);

const knownTensors =
  'Known are tokens, norms, attention_norms, mlp_norms, attention, attention_cls, attention_received, entropy, q, k, v, activations, gate, final, logits, image_embedding, pixels, text_tokens, text_attention, text_embedding, similarity.';

describe('parseCommandLine', () => {
  test('reads a whole command', () => {
    expect(
      parseCommandLine([
        ...['trace', '--model', 'm', '--image', 'a.png', '--size', '518x224', '--fit', 'whole'],
        ...['--position-rule', 'original', '--tensors', 'q, norms,q', '--out', 'o/'],
      ]),
    ).toEqual({
      kind: 'trace',
      trace: {
        model: 'm',
        input: {
          kind: 'images',
          paths: ['a.png'],
          framing: { fit: 'whole', size: { height: 518, width: 224 } },
        },
        positionRule: 'original',
        tensors: ['norms', 'q'],
        out: 'o/',
      },
    });
  });

  test('takes the publisher’s framing and rule by default', () => {
    expect(parse('--image', 'a.png')).toMatchObject({
      trace: { input: { framing: { fit: 'publisher' } }, positionRule: 'publisher' },
    });
  });

  test('takes several images, repeated or in a row', () => {
    expect(parse('--image', 'a.png', 'b.png', '--image', 'c.png')).toMatchObject({
      trace: { input: { paths: expect.arrayContaining(['a.png', 'b.png', 'c.png']) } },
    });
  });

  test('one number is both sides', () => {
    expect(parse('--image', 'a', '--size=98')).toMatchObject({
      trace: { input: { framing: { size: { height: 98, width: 98 } } } },
    });
  });

  test('help and version need nothing else', () => {
    expect(parseCommandLine(['--help'])).toEqual({ kind: 'help' });
    expect(parseCommandLine(['trace', '-h'])).toEqual({ kind: 'help' });
    expect(parseCommandLine(['neurons', '--model', 'm', '--help'])).toEqual({ kind: 'help' });
    expect(parseCommandLine(['--version'])).toEqual({ kind: 'version' });
  });

  test.each([
    [[], 'A command is missing; known are trace and neurons. --help says more.'],
    [['draw'], 'There is no command draw; known are trace and neurons. --help says more.'],
    [
      ['trace', '--modle', 'x'],
      'There is no option --modle. Known are --model, --hub, --image, --pixels, --size, --fit, --position-rule, --intervention, --text, --template, --token-ids, --tensors, --out, --help, --version.',
    ],
    [
      ['neurons', '--tensors', 'norms'],
      'There is no option --tensors. Known are --model, --hub, --images, --size, --fit, --top-k, --detect-layer, --highest-layer, --rule, --sparsity-filter, --out, --help, --version.',
    ],
    [['trace', '--model'], "Option '--model <value>' argument missing."],
    [['trace', '--image', 'a.png', ...rest], '--model is missing. --help shows what a command needs.'],
    [[...model, ...rest], 'Give either --image or --pixels.'],
    [[...model, '--image', '', ...rest], '--image names no file.'],
    [[...model, '--image', 'a', '--pixels', 'b', ...rest], 'Give either --image or --pixels.'],
    [[...model, '--pixels', 'b', 'stray', ...rest], 'Unexpected argument stray.'],
    [
      [...model, '--pixels', 'b', '--size', '98', ...rest],
      '--size frames images; the tensor that --pixels names is used as it is.',
    ],
    [[...model, '--image', 'a', '--out', 'o'], '--tensors is missing. --help shows what a command needs.'],
    [
      [...model, '--image', 'a', '--tensors', 'norms'],
      '--out is missing. --help shows what a command needs.',
    ],
    [
      [...model, '--image', 'a', '--tensors', 'norms,noms', '--out', 'o'],
      `--tensors: there is no tensor noms. ${knownTensors}`,
    ],
    [[...model, '--image', 'a', '--tensors', ',', '--out', 'o'], `--tensors names none. ${knownTensors}`],
    [
      [...model, '--image', 'a', '--fit', 'squash', ...rest],
      '--fit squash is not known. Known are publisher, whole, crop, pad, stretch.',
    ],
    [
      [...model, '--image', 'a', '--position-rule', 'nearest', ...rest],
      '--position-rule nearest is not known. Known are publisher, original.',
    ],
  ])('%j: %s', (words, message) => {
    expect(() => parseCommandLine(words)).toThrow(new InputError(message));
  });

  test.each(['0', '-5', '12.5', '5000', '518x', '518*518', '10x99999', 'big', '1e2'])(
    'refuses the size %s',
    (size) => {
      expect(() => parse('--image', 'a', `--size=${size}`)).toThrow(
        `--size ${size} is no size: give one side (518) or height x width (518x224), each from 1 to 4,096 pixels.`,
      );
    },
  );
});

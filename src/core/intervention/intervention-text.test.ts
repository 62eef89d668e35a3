import { describe, expect, test } from 'vitest';
import type { ViTSpec } from '../vit/spec.ts';
import { checkFit, encodeInterventions, parseInterventionText } from './intervention-text.ts';

const spec: ViTSpec = {
  family: 'timm',
  width: 144,
  depth: 6,
  heads: 6,
  patch: 8,
  mlp: { kind: 'mlp', hidden: 576 },
  activation: 'gelu',
  normEpsilon: 1e-6,
  layerScale: false,
  qkvBias: true,
  normaliser: { kind: 'softmax' },
  cls: true,
  registers: 0,
  position: { rows: 20, columns: 20, prefix: 0, rule: 'bicubic-antialias' },
  classes: 0,
  preprocessing: {
    resizeShortSide: 160,
    crop: { height: 160, width: 160 },
    interpolation: 'bicubic',
    mean: [0.5, 0.5, 0.5],
    std: [0.5, 0.5, 0.5],
  },
};
const grid = { rows: 20, columns: 20 };

const moved = {
  registers: { count: 1, init: 'zeros', seed: 0 },
  reroute: { neurons: { '2': [108, 330] }, target: 'registers', mode: 'paper', others: 'zero', scale: 1 },
};

describe('the text of interventions', () => {
  test('has the numbers of a list on one line, and reads back as it was', () => {
    const read = parseInterventionText(JSON.stringify(moved)).interventions;
    const text = encodeInterventions(read);
    expect(text).toContain('"2": [108, 330]');
    expect(parseInterventionText(text)).toEqual({ holds: 'interventions', interventions: moved });
  });

  test('may be a bare list, or a list with what was measured', () => {
    const expected = { holds: 'neurons', interventions: moved };
    expect(parseInterventionText('{"2": [108, 330]}')).toEqual(expected);
    expect(parseInterventionText('{"neurons": {"2": [108, 330]}, "scores": []}')).toEqual(expected);
  });

  test('that is no JSON says where', () => {
    expect(() => parseInterventionText('{"mask": }', 'mine.json')).toThrow(
      /^mine\.json is not JSON: .*Unexpected token '}'/,
    );
  });

  test('with a wrong field names it', () => {
    expect(() => parseInterventionText('{"registers": {"count": 9}}')).toThrow(
      'The intervention: registers.count should be <=8, but is 9.',
    );
    expect(() => parseInterventionText('[1]')).toThrow(
      'The intervention: the whole file should be an object, but is a list.',
    );
    expect(() => parseInterventionText('{"registrs": {"count": 1}}')).toThrow(
      'The intervention: registrs is not known.',
    );
  });
});

describe('the check against a model', () => {
  test('names the layer, the neuron, the patch or the token that is not there', () => {
    const check = (text: string) => () => checkFit(parseInterventionText(text).interventions, spec, grid);
    expect(check('{"7": [12]}')).toThrow(
      'The neuron list names layer 7, but this model has the layers 0 to 5.',
    );
    expect(check('{"2": [108, 576]}')).toThrow('neuron 576 of layer 2');
    expect(check('{"reroute": {"neurons": {"2": [1]}, "target": {"patches": [400]}}}')).toThrow('patch 400');
    expect(check('{"mask": {"tokens": [401]}}')).toThrow('mask.tokens names token 401');
    expect(check('{"reroute": {"neurons": {"2": [1]}}}')).toThrow('registers.count');
  });

  test('accepts what fits, sinks that are still to be chosen included', () => {
    expect(() =>
      checkFit({ gate: { kind: 'implied', sinks: 'outliers', form: 'gate' } }, spec, grid),
    ).not.toThrow();
    expect(() => checkFit(parseInterventionText('{"2": [108]}').interventions, spec, grid)).not.toThrow();
  });
});

import { describe, expect, it } from 'vitest';
import { type Interventions, parseInterventions } from '../intervention/interventions.ts';
import { describeVariant, type VariantSpec } from './variant.ts';

const plain: VariantSpec = { registers: 0, normaliser: { kind: 'softmax' } };
const gated: VariantSpec = { ...plain, gate: { kind: 'linear', bias: true, hidden: 0, pooled: false } };
const registered: VariantSpec = { ...plain, registers: 4 };

const given = (value: unknown): Interventions => parseInterventions(value);
const neurons = { '2': [108, 330] };

describe('a variant', () => {
  it.each([
    ['As trained', plain],
    ['Trained registers', registered],
    ['Trained gates', gated],
    ['Trained registers and gates', { ...registered, ...gated, registers: 4 }],
  ])('without interventions is trained: %s', (name, spec) => {
    expect(describeVariant(spec, {})).toMatchObject({ kind: 'trained', name });
  });

  it.each([
    ['Test-time register', 'training-free', { neurons }],
    ['3 test-time registers', 'training-free', { neurons, registers: 3 }],
    ['Empty test-time register', 'training-free', { registers: { count: 1 } }],
    ['Outliers moved', 'training-free', { reroute: { neurons, target: { patches: [3] } } }],
    ['Implied gate', 'training-free', { gate: { kind: 'implied' } }],
    ['Neurons zeroed', 'what-if', { reroute: { neurons, target: 'none' } }],
    ['Random neurons', 'what-if', { registers: { count: 1 }, reroute: { neurons, origin: 'random' } }],
    ['Tokens hidden', 'what-if', { mask: { tokens: [17], layers: 'all', heads: 'all' } }],
    ['Sinks hidden', 'what-if', { gate: { kind: 'implied', form: 'mask' } }],
    ['Sigmoid attention', 'what-if', { normaliser: 'sigmoid' }],
    ['Softmax-1', 'what-if', { normaliser: 'softmax-1' }],
  ])('called %s is %s', (name, kind, value) => {
    expect(describeVariant(plain, given(value))).toMatchObject({ kind, name });
  });

  it('is a what-if without the gates or registers that it was trained with', () => {
    expect(describeVariant(gated, { gate: { kind: 'none' } })).toMatchObject({
      kind: 'what-if',
      name: 'Gates open',
    });
    expect(describeVariant(registered, { dropTrainedRegisters: true })).toMatchObject({
      kind: 'what-if',
      name: 'Registers dropped',
    });
  });

  it('is a what-if with plain softmax in a model that was trained with clipped softmax', () => {
    const clipped: VariantSpec = {
      ...plain,
      normaliser: { kind: 'softmax', clip: { gamma: -0.03, eta: 1 } },
    };
    expect(describeVariant(clipped, { normaliser: 'softmax' })).toMatchObject({
      kind: 'what-if',
      name: 'Softmax',
    });
  });

  it('is as trained where an intervention finds nothing to change', () => {
    const nothing = given({
      gate: { kind: 'none' },
      normaliser: 'softmax',
      registers: { count: 0 },
      reroute: { neurons: {} },
      mask: [],
    });
    expect(describeVariant(plain, nothing)).toMatchObject({ kind: 'trained', name: 'As trained' });
  });

  it('of several changes names all and takes the most daring kind', () => {
    const variant = describeVariant(
      plain,
      given({ registers: { count: 1 }, reroute: { neurons }, normaliser: 'softmax-1' }),
    );
    expect(variant).toMatchObject({ kind: 'what-if', name: 'Test-time register + softmax-1' });
    expect(variant.sentence).toMatch(
      /^2 neurons’ activations are moved to a token appended at test time\. Softmax-1/,
    );
  });
});

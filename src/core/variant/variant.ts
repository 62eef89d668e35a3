import type { Interventions } from '../intervention/interventions.ts';
import type { Normaliser, ViTSpec } from '../vit/spec.ts';

/**
 * How honest a picture of a model a variant is. `trained`: as its publisher made it. `training-free`: changed while
 * it runs, in a way that is published as keeping what the model does. `what-if`: changed in a way that it was never
 * made for, to see what follows.
 */
export type VariantKind = 'trained' | 'training-free' | 'what-if';

/** What a model with its interventions is called and how it is to be read. */
export interface Variant {
  readonly kind: VariantKind;
  /** Short, for the head of a column: "Test-time register". */
  readonly name: string;
  /** One sentence: what was changed, and so what the numbers mean. */
  readonly sentence: string;
}

/** One change that an intervention really makes. */
interface Change {
  readonly kind: Exclude<VariantKind, 'trained'>;
  readonly name: string;
  readonly sentence: string;
}

/** What of a model its variants depend on. */
export type VariantSpec = Pick<ViTSpec, 'registers' | 'gate' | 'normaliser'>;

/** Describes a variant: the most daring of its changes gives the kind, all of them give the name. */
export function describeVariant(spec: VariantSpec, interventions: Interventions): Variant {
  const changes = changesOf(spec, interventions);
  const daring = changes.find(({ kind }) => kind === 'what-if') ?? changes[0];
  if (!daring) return trainedVariant(spec);
  const names = changes.map(({ name }) => name);
  const [first, ...others] = names.map((name, place) => (place === 0 ? name : lowerFirst(name)));
  return {
    kind: daring.kind,
    name: [first, ...others].join(' + '),
    sentence: changes.map(({ sentence }) => sentence).join(' '),
  };
}

function trainedVariant({ registers, gate }: VariantSpec): Variant {
  const has = [registers > 0 && 'registers', gate && 'gates'].filter(Boolean).join(' and ');
  if (has === '') {
    return { kind: 'trained', name: 'As trained', sentence: 'The weights as published, nothing changed.' };
  }
  return {
    kind: 'trained',
    name: `Trained ${has}`,
    sentence: `Trained with ${has} from the start, nothing changed.`,
  };
}

/** Only what makes a difference: a gate cannot be switched off where there is none. */
function changesOf(spec: VariantSpec, interventions: Interventions): Change[] {
  const { dropTrainedRegisters, mask, normaliser, gate } = interventions;
  const changes: (Change | false | undefined)[] = [
    rerouteChange(interventions),
    dropTrainedRegisters && spec.registers > 0 && dropped,
    mask !== undefined && [mask].flat().some(({ tokens }) => tokens.length > 0) && masked,
    normaliser !== undefined && isOther(normaliser, spec.normaliser) && normalisers[normaliser],
    gate?.kind === 'none' && spec.gate !== undefined && gateOff,
    gate?.kind === 'implied' && (gate.form === 'mask' ? sinksMasked : impliedGate),
  ];
  return changes.filter((change) => change !== false && change !== undefined);
}

/** An intervention's normaliser does not clip. */
function isOther(kind: Normaliser['kind'], trained: Normaliser): boolean {
  return kind !== trained.kind || trained.clip !== undefined;
}

function rerouteChange({ reroute, registers }: Interventions): Change | undefined {
  const count = registers?.count ?? 0;
  const name = count > 1 ? `${count} test-time registers` : 'Test-time register';
  const neurons = Object.values(reroute?.neurons ?? {}).flat().length;
  if (!reroute || neurons === 0) {
    if (count === 0) return undefined;
    const sentence = 'Tokens are appended at test time, but no neuron is sent to them.';
    return { kind: 'training-free', name: `Empty ${lowerFirst(name)}`, sentence };
  }
  const what = neurons === 1 ? 'One neuron’s' : `${neurons} neurons’`;
  if (reroute.origin === 'random') {
    const sentence = `${what} activations, drawn at random as a control, are moved to see that not just any neurons do it.`;
    return { kind: 'what-if', name: 'Random neurons', sentence };
  }
  if (reroute.target === 'none') {
    const sentence = `${what} activations are set to 0: what they carried is lost.`;
    return { kind: 'what-if', name: 'Neurons zeroed', sentence };
  }
  if (reroute.target === 'registers') {
    const where = count === 1 ? 'a token' : `${count} tokens`;
    return {
      kind: 'training-free',
      name,
      sentence: `${what} activations are moved to ${where} appended at test time.`,
    };
  }
  const sentence = `${what} activations are moved to chosen patches: the artifacts follow.`;
  return { kind: 'training-free', name: 'Outliers moved', sentence };
}

const dropped: Change = {
  kind: 'what-if',
  name: 'Registers dropped',
  sentence: 'The trained registers are left out of a model that expects them.',
};

const masked: Change = {
  kind: 'what-if',
  name: 'Tokens hidden',
  sentence: 'Nobody may attend to the hidden tokens.',
};

const sinksMasked: Change = {
  kind: 'what-if',
  name: 'Sinks hidden',
  sentence: 'Nobody may attend to the sinks; their share goes to the other tokens.',
};

const impliedGate: Change = {
  kind: 'training-free',
  name: 'Implied gate',
  sentence: 'The sinks give nothing back: the share that they receive acts exactly as a closed gate.',
};

const gateOff: Change = {
  kind: 'what-if',
  name: 'Gates open',
  sentence: 'The trained gates are all set to 1 in a model that expects them to close.',
};

const normalisers: Readonly<Record<NonNullable<Interventions['normaliser']>, Change>> = {
  softmax: swapped('Softmax'),
  'softmax-1': swapped('Softmax-1'),
  sigmoid: swapped('Sigmoid attention'),
};

function swapped(name: string): Change {
  const sentence = `${name} takes the place of the normaliser that the model was trained with.`;
  return { kind: 'what-if', name, sentence };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

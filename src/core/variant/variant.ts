import * as words from '#words/core/variant.ts';
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
  return { kind: daring.kind, ...words.together(changes) };
}

function trainedVariant({ registers, gate }: VariantSpec): Variant {
  const parts = [...(registers > 0 ? (['registers'] as const) : []), ...(gate ? (['gates'] as const) : [])];
  return { kind: 'trained', ...words.trained(parts) };
}

/** Only what makes a difference: a gate cannot be switched off where there is none. */
function changesOf(spec: VariantSpec, interventions: Interventions): Change[] {
  const { dropTrainedRegisters, mask, normaliser, gate } = interventions;
  const changes: (Change | false | undefined)[] = [
    rerouteChange(interventions),
    dropTrainedRegisters && spec.registers > 0 && dropped,
    mask !== undefined && [mask].flat().some(({ tokens }) => tokens.length > 0) && masked,
    normaliser !== undefined && isOther(normaliser, spec.normaliser) && swapped(normaliser),
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
  const neurons = Object.values(reroute?.neurons ?? {}).flat().length;
  if (!reroute || neurons === 0) {
    return count === 0 ? undefined : { kind: 'training-free', ...words.emptyRegisters(count) };
  }
  if (reroute.origin === 'random') return { kind: 'what-if', ...words.randomNeurons(neurons) };
  if (reroute.target === 'none') return { kind: 'what-if', ...words.zeroed(neurons) };
  const moved =
    reroute.target === 'registers' ? words.testTimeRegisters(neurons, count) : words.outliersMoved(neurons);
  return { kind: 'training-free', ...moved };
}

const dropped: Change = { kind: 'what-if', ...words.registersDropped };
const masked: Change = { kind: 'what-if', ...words.tokensHidden };
const sinksMasked: Change = { kind: 'what-if', ...words.sinksHidden };
const impliedGate: Change = { kind: 'training-free', ...words.impliedGate };
const gateOff: Change = { kind: 'what-if', ...words.gatesOpen };

function swapped(normaliser: NonNullable<Interventions['normaliser']>): Change {
  return { kind: 'what-if', ...words.normalisers[normaliser] };
}

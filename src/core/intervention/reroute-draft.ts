import { changedInterventions } from './changed-interventions.ts';
import type { Interventions } from './interventions.ts';
import { neuronEntries } from './neuron-entries.ts';
import type { NeuronList, Reroute } from './reroute.ts';

/** A list of neurons and what is to happen to it, kept while it is switched off or has nowhere to go. */
export interface RerouteDraft extends Omit<Reroute, 'target'> {
  /** `off`: the neurons are left as they are. */
  readonly target: Reroute['target'] | 'off';
}

/** Before a list of neurons is known. */
export const EMPTY_DRAFT: RerouteDraft = {
  neurons: {},
  target: 'registers',
  mode: 'paper',
  others: 'zero',
  scale: 1,
};

/** The draft that interventions are part of: their own rerouting, else the one that is remembered. */
export function draftOf({ reroute, registers }: Interventions, remembered = EMPTY_DRAFT): RerouteDraft {
  if (reroute) return reroute;
  // Without registers the rerouting waits; it was not switched off.
  const waits = remembered.target === 'registers' && (!registers || isEmpty(remembered));
  return { ...remembered, target: waits ? 'registers' : 'off' };
}

/** A draft with another list of neurons; a list that was switched off is switched on. */
export function draftWithNeurons(draft: RerouteDraft, neurons: NeuronList, origin?: 'random'): RerouteDraft {
  const { origin: _, ...others } = draft;
  const target = draft.target === 'off' ? 'registers' : draft.target;
  return { ...others, neurons, target, ...(origin && { origin }) };
}

/** Interventions that carry a draft out; a target of registers brings one along if there are none. */
export function withDraft(given: Interventions, draft: RerouteDraft): Interventions {
  const { target } = draft;
  if (target === 'off' || isEmpty(draft)) return changedInterventions(given, { reroute: undefined });
  const registers = given.registers ?? { count: 1, init: 'zeros', seed: 0 };
  return changedInterventions(given, {
    ...(target === 'registers' && { registers }),
    reroute: { ...draft, target },
  });
}

/** Interventions with other test-time registers; a rerouting to registers waits while there are none. */
export function withRegisters(
  given: Interventions,
  registers: NonNullable<Interventions['registers']>,
  draft: RerouteDraft,
): Interventions {
  const changed = changedInterventions(given, { registers });
  if (draft.target !== 'registers') return changed;
  return registers.count > 0
    ? withDraft(changed, draft)
    : changedInterventions(changed, { reroute: undefined });
}

function isEmpty({ neurons }: RerouteDraft): boolean {
  return neuronEntries(neurons).length === 0;
}

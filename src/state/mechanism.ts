import { createStore, type StoreApi } from 'zustand/vanilla';
import { neuronEntries, sameNeurons } from '../core/intervention/neuron-entries.ts';
import type { NeuronList } from '../core/intervention/reroute.ts';
import type { RerouteDraft } from '../core/intervention/reroute-draft.ts';
import type { Engine } from '../engine/engine.ts';
import type { Library } from './library.ts';
import { createNeuronSearch, type NeuronSearch } from './neuron-search.ts';
import { createPatchPicker, type PatchPicker } from './patch-picker.ts';
import type { Scope } from './scope.ts';

/** A list of neurons and where it comes from. */
export interface KnownNeurons {
  readonly neurons: NeuronList;
  /** Short, for a chip: "Planted list of Mini". */
  readonly title: string;
  /** Who made it, and how. */
  readonly source: string;
  /** Where it was published. */
  readonly url?: string;
}

/** What the panel of changes remembers beside the lenses. */
export interface MechanismState {
  /** By lens and model: neurons that are switched off or wait for registers. */
  readonly drafts: Readonly<Record<string, RerouteDraft>>;
  /** Lists that were found, imported or drawn in this visit; the newest first. */
  readonly lists: readonly KnownNeurons[];
}

/** What the panel of changes stands on. */
export interface Mechanism {
  readonly store: StoreApi<MechanismState>;
  readonly search: NeuronSearch;
  readonly picker: PatchPicker;
  readonly readSinks: Engine['sinks'];
  open(isOpen: boolean): void;
  keepDraft(key: string, draft: RerouteDraft | undefined): void;
  keepList(list: KnownNeurons): void;
}

const keptLists = 12;

/** Makes the panel's state over an engine and a library; whether it is open is the page's. */
export function createMechanism(
  engine: Engine,
  library: Library,
  page: Pick<Scope, 'arrangePanels'>,
): Mechanism {
  const store = createStore<MechanismState>(() => ({ drafts: {}, lists: [] }));
  return {
    store,
    search: createNeuronSearch(engine, library),
    picker: createPatchPicker(),
    readSinks: (trace, choice, options) => engine.sinks(trace, choice, options),
    open: (isOpen) => page.arrangePanels({ change: isOpen }),
    keepDraft(key, draft) {
      const { [key]: _, ...others } = store.getState().drafts;
      store.setState({ drafts: draft ? { ...others, [key]: draft } : others });
    },
    keepList(list) {
      const others = store.getState().lists.filter(({ neurons }) => !sameNeurons(neurons, list.neurons));
      store.setState({ lists: [list, ...others].slice(0, keptLists) });
    },
  };
}

/** Where a list comes from, if it is one of those that are known; undefined for one that was put together by hand. */
export function originOf(neurons: NeuronList, known: readonly KnownNeurons[]): KnownNeurons | undefined {
  return neuronEntries(neurons).length === 0
    ? undefined
    : known.find((list) => sameNeurons(list.neurons, neurons));
}

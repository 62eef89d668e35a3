import { createStore, type StoreApi } from 'zustand/vanilla';

/** Patches that are being picked on the stage, and what they are for. */
export interface Picking {
  readonly purpose: 'target' | 'mask' | 'sinks' | 'gate';
  /** Row by row, from 0. */
  readonly patches: readonly number[];
  /** Whether pointing adds patches; otherwise the newest one replaces the others. */
  readonly several: boolean;
  /** Called with every change. */
  readonly onPick: (patches: readonly number[]) => void;
}

/** Takes the stage over to point at patches: at most one purpose at a time. */
export interface PatchPicker {
  readonly store: StoreApi<{ readonly picking: Picking | undefined }>;
  begin(picking: Picking): void;
  /** Changes how, or what has been picked, without ending it. */
  change(part: Partial<Picking>): void;
  /** A press on a patch: picks it, or lets go of it. Returns what dragging on from it does. */
  press(patch: number): 'add' | 'remove';
  drag(patch: number, stroke: 'add' | 'remove'): void;
  end(): void;
}

/** Makes a picker at rest. */
export function createPatchPicker(): PatchPicker {
  const store = createStore<{ readonly picking: Picking | undefined }>(() => ({ picking: undefined }));

  function pick(patches: readonly number[]): void {
    const { picking } = store.getState();
    if (!picking) return;
    store.setState({ picking: { ...picking, patches } });
    picking.onPick(patches);
  }

  function drag(patch: number, stroke: 'add' | 'remove'): void {
    const { picking } = store.getState();
    if (!picking) return;
    const { patches, several } = picking;
    const isPicked = patches.includes(patch);
    if (!several) {
      if (!isPicked || patches.length > 1) pick([patch]);
    } else if (isPicked !== (stroke === 'add')) {
      pick(isPicked ? patches.filter((other) => other !== patch) : [...patches, patch]);
    }
  }

  return {
    store,
    begin: (picking) => store.setState({ picking }),
    change(part) {
      const { picking } = store.getState();
      if (picking) store.setState({ picking: { ...picking, ...part } });
    },
    press(patch) {
      const { picking } = store.getState();
      const stroke = picking?.several && picking.patches.includes(patch) ? 'remove' : 'add';
      drag(patch, stroke);
      return stroke;
    },
    drag,
    end: () => store.setState({ picking: undefined }),
  };
}

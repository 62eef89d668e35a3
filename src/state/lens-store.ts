import type { StoreApi } from 'zustand/vanilla';
import { changeLens, type Lens, type LensId } from './lens.ts';
import type { LensRequest, Requested } from './requested.ts';
import { type LensView, lensView, type ScopeState } from './scope-state.ts';

/** One lens's part of the page's store. */
export interface LensStore {
  readonly id: LensId;
  /** What it shows. */
  view(): LensView;
  /** What it is asked for; undefined once it has been removed. */
  asked(): LensRequest | undefined;
  show(view: Partial<LensView>): void;
  /** Changes what it is asked for: its own part, and what it shares with the other lenses. */
  ask(own: Partial<Omit<Lens, 'id'>>, shared: Partial<Pick<Requested, 'image' | 'framing'>>): void;
}

/** Narrows the store to one lens. */
export function createLensStore(store: StoreApi<ScopeState>, id: LensId): LensStore {
  return {
    id,
    view: () => lensView(store.getState(), id),
    asked() {
      const { lenses, image, framing, query, reading } = store.getState().requested;
      const lens = lenses.find((candidate) => candidate.id === id);
      return lens && { image, framing, query, reading, model: lens.model, interventions: lens.interventions };
    },
    show: (view) =>
      store.setState((state) => {
        if (!state.requested.lenses.some((lens) => lens.id === id)) return {};
        return { views: { ...state.views, [id]: { ...lensView(state, id), ...view } } };
      }),
    ask: (own, shared) =>
      store.setState(({ requested }) => ({ requested: { ...changeLens(requested, id, own), ...shared } })),
  };
}

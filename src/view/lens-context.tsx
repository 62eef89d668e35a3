import { createContext, type ReactNode, useContext } from 'react';
import type { LensId } from '../state/lens.ts';
import { type LensView, lensView } from '../state/scope-state.ts';
import { useScopeState } from './scope-context.tsx';

const LensContext = createContext<LensId | undefined>(undefined);

/** Everything inside shows this lens. Outside of any, the active one is shown. */
export function LensProvider({ lens, children }: { lens: LensId; children: ReactNode }) {
  return <LensContext value={lens}>{children}</LensContext>;
}

/** The lens that is shown here. */
export function useLensId(): LensId {
  const own = useContext(LensContext);
  const active = useScopeState((state) => state.requested.active);
  return own ?? active;
}

/** A part of what the lens shows; the component renders again when it changes. */
export function useLensView<Part>(select: (view: LensView) => Part): Part {
  const id = useLensId();
  return useScopeState((state) => select(lensView(state, id)));
}

import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { Mechanism, MechanismState } from '../../state/mechanism.ts';
import type { Picking } from '../../state/patch-picker.ts';

const MechanismContext = createContext<Mechanism | undefined>(undefined);

/** Gives the panel's state to everything inside. */
export function MechanismProvider({ mechanism, children }: { mechanism: Mechanism; children: ReactNode }) {
  return <MechanismContext value={mechanism}>{children}</MechanismContext>;
}

/** Searches, picks and remembers what the panel needs. */
export function useMechanism(): Mechanism {
  const mechanism = useContext(MechanismContext);
  if (mechanism === undefined) throw new Error('There is no MechanismProvider above.');
  return mechanism;
}

/** A part of the panel's state; the component renders again when it changes. */
export function useMechanismState<Part>(select: (state: MechanismState) => Part): Part {
  return useStore(useMechanism().store, select);
}

/** The patches that are being picked, if any are. */
export function usePicking(): Picking | undefined {
  return useStore(useMechanism().picker.store, ({ picking }) => picking);
}

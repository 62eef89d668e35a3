import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { Scope } from '../state/scope.ts';
import type { ScopeState } from '../state/scope-state.ts';

const ScopeContext = createContext<Scope | undefined>(undefined);

/** Gives the page's state to everything inside. */
export function ScopeProvider({ scope, children }: { scope: Scope; children: ReactNode }) {
  return <ScopeContext value={scope}>{children}</ScopeContext>;
}

/** What a visitor can do, and the traces' numbers. */
export function useScope(): Scope {
  const scope = useContext(ScopeContext);
  if (scope === undefined) throw new Error('There is no ScopeProvider above.');
  return scope;
}

/** A part of the state; the component renders again when it changes. */
export function useScopeState<Part>(select: (state: ScopeState) => Part): Part {
  return useStore(useScope().store, select);
}

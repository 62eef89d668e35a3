import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { HubDesk } from '../../state/hub-desk.ts';
import type { HubState } from '../../state/hub-state.ts';

const HubContext = createContext<HubDesk | undefined>(undefined);

/** Gives the hub's desk to everything inside. */
export function HubProvider({ hub, children }: { hub: HubDesk; children: ReactNode }) {
  return <HubContext value={hub}>{children}</HubContext>;
}

/** What a visitor can do with a hub. */
export function useHub(): HubDesk {
  const hub = useContext(HubContext);
  if (hub === undefined) throw new Error('There is no HubProvider above.');
  return hub;
}

/** A part of what is known of the hub; the component renders again when it changes. */
export function useHubState<Part>(select: (state: HubState) => Part): Part {
  return useStore(useHub().store, select);
}

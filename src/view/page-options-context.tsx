import { createContext, type ReactNode, useContext } from 'react';
import { type PageOptions, WHOLE_PAGE } from '../state/embed/page-options.ts';
import type { PagePart } from '../state/embed/page-parts.ts';

const PageOptionsContext = createContext(WHOLE_PAGE);

/** Says how the page behaves to everything inside. */
export function PageOptionsProvider({ options, children }: { options: PageOptions; children: ReactNode }) {
  return <PageOptionsContext value={options}>{children}</PageOptionsContext>;
}

/** How the page behaves, as its address says. */
export function usePageOptions(): PageOptions {
  return useContext(PageOptionsContext);
}

/** A part of the page that a frame can leave out. */
export function Part({ name, children }: { name: PagePart; children: ReactNode }) {
  return usePageOptions().hidden.has(name) ? null : children;
}

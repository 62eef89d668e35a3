import type { PagePart } from './page-parts.ts';

/** How the page behaves, as its address says. */
export interface PageOptions {
  readonly isEmbedded: boolean;
  /** Whether nothing that the visitor does changes what is shown. */
  readonly isReadOnly: boolean;
  readonly hidden: ReadonlySet<PagePart>;
}

/** The page as such. */
export const WHOLE_PAGE: PageOptions = { isEmbedded: false, isReadOnly: false, hidden: new Set() };

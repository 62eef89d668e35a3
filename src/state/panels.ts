/** Menus that a link can show open, one at a time; all others are closed with the next click. */
export type MenuName = 'models' | 'framing' | 'lenses' | 'combining';

/** What stands open around the maps. It comes along in links and sessions, and is no step of undo. */
export interface Panels {
  /** Whether the panel that changes the model is open. */
  readonly change: boolean;
  readonly menu: 'none' | MenuName;
  /** What a narrow screen shows of the layers, where norms have no room beside attention or features. */
  readonly layers: 'attention' | 'norms';
}

/** How the page is laid out on a first visit. */
export const INITIAL_PANELS: Panels = { change: false, menu: 'none', layers: 'attention' };

/** Menus that a link can show open, one at a time; all others are closed with the next click. */
export type MenuName = 'models' | 'framing' | 'lenses' | 'combining';

/** The parts of the panel that changes the model, each under its heading. */
export const CHANGE_SECTIONS = [
  ...(['registers', 'neurons', 'move', 'finder', 'masks'] as const),
  ...(['normaliser', 'gate', 'sinks', 'json'] as const),
];

/** One part of the panel that changes the model. */
export type ChangeSection = (typeof CHANGE_SECTIONS)[number];

/** What stands open around the maps. It comes along in links and sessions, and is no step of undo. */
export interface Panels {
  /** Whether the panel that changes the model is open. */
  readonly change: boolean;
  /** Which of its parts are unfolded, in any order. */
  readonly sections: readonly ChangeSection[];
  readonly menu: 'none' | MenuName;
  /** What a narrow screen shows of the layers, where norms have no room beside attention or features. */
  readonly layers: 'attention' | 'norms';
}

/** How the page is laid out on a first visit. */
export const INITIAL_PANELS: Panels = {
  change: false,
  sections: ['registers', 'neurons'],
  menu: 'none',
  layers: 'attention',
};

import * as words from '#words/view/key-table.ts';
import type { MenuName } from '../state/panels.ts';
import { type KeyBinding, ZOOM_STEP } from './keys.ts';

/** Where a step along a row of cells, a chart or tabs leads. */
export type ListStep = -1 | 1 | 'first' | 'last';

/** What the keys of a list work on. */
export interface ListTarget {
  readonly step: (step: ListStep) => void;
}

/** Keys along a row of maps, a chart by layer and tabs, while they have the focus. */
export const LIST_KEYS: readonly KeyBinding<ListTarget>[] = [
  {
    keys: ['ArrowLeft', 'ArrowRight'],
    caps: ['←', '→'],
    does: words.list.step,
    run: ({ step }, key) => step(key === 'ArrowRight' ? 1 : -1),
  },
  {
    keys: ['Home', 'End'],
    caps: ['Home', 'End'],
    does: words.list.ends,
    run: ({ step }, key) => step(key === 'Home' ? 'first' : 'last'),
  },
];

/** The same of a chart, which is a slider by its role and so knows up and down as well. */
export const SLIDER_KEYS: readonly KeyBinding<ListTarget>[] = [
  ...LIST_KEYS,
  {
    keys: ['ArrowDown', 'ArrowUp'],
    caps: ['↓', '↑'],
    does: words.list.layer,
    run: ({ step }, key) => step(key === 'ArrowUp' ? 1 : -1),
  },
];

/** The place in a list of that many to which a step leads; it stays at the ends. */
export function steppedTo(step: ListStep, current: number, count: number): number {
  if (step === 'first') return 0;
  return step === 'last' ? count - 1 : Math.min(count - 1, Math.max(0, current + step));
}

/** What the keys of the image on the stage work on. */
export interface FigureTarget {
  /** By a factor; 0: the whole frame. */
  readonly zoom: (factor: number) => void;
}

/** Keys of the image on the stage, while it has the focus. */
export const FIGURE_KEYS: readonly KeyBinding<FigureTarget>[] = [
  {
    keys: ['+', '=', '-', '0'],
    caps: ['+', '−', '0'],
    does: words.figure.zoom,
    run: ({ zoom }, key) => zoom(key === '0' ? 0 : key === '-' ? 1 / ZOOM_STEP : ZOOM_STEP),
  },
];

/** Parts of the page that a key opens or goes to, by what they say they are. */
export const PLACE_KEYS: readonly KeyBinding<unknown>[] = [
  { keys: ['g'], caps: ['G'], does: words.places.gridOrStage, run: gridOrStage },
  { keys: ['b'], caps: ['B'], does: words.places.models, run: () => pressOpener('models') },
  { keys: ['w'], caps: ['W'], does: words.places.framing, run: () => pressOpener('framing') },
  { keys: ['l'], caps: ['L'], does: words.places.lenses, run: () => pressOpener('lenses') },
  {
    keys: ['k'],
    caps: ['K'],
    does: words.places.combining,
    run: () => pressOpener('combining'),
  },
];

function gridOrStage(): void {
  const grid = document.querySelector<HTMLElement>('[role=grid]');
  const cell = grid?.querySelector<HTMLElement>('[tabindex="0"]');
  const isInGrid = grid?.contains(document.activeElement) ?? false;
  (isInGrid ? undefined : cell)?.focus();
  if (isInGrid || !cell) document.querySelector<HTMLElement>('[role=application]')?.focus();
}

function pressOpener(name: MenuName): void {
  const opener = document.querySelector<HTMLElement>(`[data-opens="${name}"]`);
  opener?.focus();
  opener?.click();
}

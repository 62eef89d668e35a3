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
    does: 'The one before, the one after',
    run: ({ step }, key) => step(key === 'ArrowRight' ? 1 : -1),
  },
  {
    keys: ['Home', 'End'],
    caps: ['Home', 'End'],
    does: 'First and last',
    run: ({ step }, key) => step(key === 'Home' ? 'first' : 'last'),
  },
];

/** The same of a chart, which is a slider by its role and so knows up and down as well. */
export const SLIDER_KEYS: readonly KeyBinding<ListTarget>[] = [
  ...LIST_KEYS,
  {
    keys: ['ArrowDown', 'ArrowUp'],
    caps: ['↓', '↑'],
    does: 'In a chart: layer before, layer after',
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
    does: 'Nearer, farther, the whole image',
    run: ({ zoom }, key) => zoom(key === '0' ? 0 : key === '-' ? 1 / ZOOM_STEP : ZOOM_STEP),
  },
];

/** Parts of the page that a key opens or goes to, by what they say they are. */
export const PLACE_KEYS: readonly KeyBinding<unknown>[] = [
  { keys: ['g'], caps: ['G'], does: 'To the grid, or to the stage', run: gridOrStage },
  { keys: ['b'], caps: ['B'], does: 'Models', run: () => pressOpener('Models') },
  { keys: ['w'], caps: ['W'], does: 'What the model sees: framing', run: () => pressOpener('Framing') },
  { keys: ['l'], caps: ['L'], does: 'Lenses and comparisons', run: () => pressOpener('Lenses') },
  {
    keys: ['k'],
    caps: ['K'],
    does: 'Combine heads and layers',
    run: () => pressOpener('Combine heads and layers'),
  },
];

function gridOrStage(): void {
  const grid = document.querySelector<HTMLElement>('[role=grid]');
  const cell = grid?.querySelector<HTMLElement>('[tabindex="0"]');
  const isInGrid = grid?.contains(document.activeElement) ?? false;
  (isInGrid ? undefined : cell)?.focus();
  if (isInGrid || !cell) document.querySelector<HTMLElement>('[role=application]')?.focus();
}

function pressOpener(label: string): void {
  const opener = document.querySelector<HTMLElement>(`[data-opens="${label}"]`);
  opener?.focus();
  opener?.click();
}

import * as app from '#words/view/app.ts';
import * as header from '#words/view/header.ts';
import * as words from '#words/view/key-table.ts';
import { sequentialPalettes } from '../core/image/palette.ts';
import { stagedMap } from '../state/displayed.ts';
import { FIRST_TOKEN } from '../state/query-target.ts';
import type { MapKind } from '../state/requested.ts';
import type { Scope } from '../state/scope.ts';
import { lensView } from '../state/scope-state.ts';
import type { GridStep } from './grid-arrangement.ts';
import type { SheetName } from './header-tools.tsx';
import { oppositeTheme } from './theme.ts';

/** One key or a few that do the same thing. The handlers and the sheet of keys are made from the same tables. */
export interface KeyBinding<Target> {
  /** Values of `KeyboardEvent.key`; `mod+` before one means Control, or Command on a Mac. */
  readonly keys: readonly string[];
  /** What stands on the sheet, one entry a key cap. */
  readonly caps: readonly string[];
  readonly does: string;
  /** Whether Shift must be held, or must not; absent: either. */
  readonly shift?: boolean;
  run(target: Target, key: string): void;
}

/** What the page's keys work on. */
export interface KeyTarget {
  readonly scope: Scope;
  readonly open: (sheet: SheetName) => void;
  readonly openFiles: () => void;
}

const STEPS: Readonly<Record<string, { rows: number; columns: number }>> = {
  ArrowUp: { rows: -1, columns: 0 },
  ArrowDown: { rows: 1, columns: 0 },
  ArrowLeft: { rows: 0, columns: -1 },
  ArrowRight: { rows: 0, columns: 1 },
};

/** Keys that work anywhere on the page, except while a field is being changed. */
export const PAGE_KEYS: readonly KeyBinding<KeyTarget>[] = [
  {
    keys: Object.keys(STEPS),
    caps: ['←', '↑', '↓', '→'],
    does: words.page.move,
    shift: false,
    run: ({ scope }, key) => scope.moveQuery(STEPS[key]!),
  },
  {
    keys: Object.keys(STEPS),
    caps: ['Shift', '←', '↑', '↓', '→'],
    does: words.page.extend,
    shift: true,
    run: ({ scope }, key) => scope.extendQuery(STEPS[key]!),
  },
  {
    keys: ['Escape'],
    caps: ['Esc'], // no words
    does: words.page.free,
    run: ({ scope }) => {
      scope.free();
      scope.chooseTool('point');
    },
  },
  { keys: ['c'], caps: ['C'], does: words.page.pinCls, run: ({ scope }) => scope.pin(FIRST_TOKEN) },
  { keys: ['mod+z'], caps: ['Ctrl', 'Z'], does: header.undo, run: ({ scope }) => scope.undo() }, // no words
  {
    keys: ['mod+shift+z', 'mod+y'],
    caps: ['Ctrl', 'Shift', 'Z'], // no words
    does: header.redo,
    run: ({ scope }) => scope.redo(),
  },
  {
    keys: ['a'],
    caps: ['A'],
    does: words.page.reading,
    run: ({ scope }) => nextReading(scope),
  },
  {
    keys: ['[', ']'],
    caps: ['[', ']'],
    does: words.page.layer,
    run: ({ scope }, key) => stepLayer(scope, key === ']' ? 1 : -1),
  },
  {
    keys: [',', '.'],
    caps: [',', '.'],
    does: words.page.head,
    run: ({ scope }, key) => stepHead(scope, key === '.' ? 1 : -1),
  },
  {
    keys: ['m'],
    caps: ['M'],
    does: words.page.mean,
    run: ({ scope }) => stageKind(scope, { kind: 'mean' }),
  },
  {
    keys: ['n'],
    caps: ['N'],
    does: words.page.norms,
    run: ({ scope }) => stageKind(scope, { kind: 'norm' }),
  },
  { keys: ['f'], caps: ['F'], does: words.page.features, run: ({ scope }) => toggleFeatures(scope) },
  {
    keys: ['r'],
    caps: ['R'],
    does: words.page.rollout,
    run: ({ scope }) => stageKind(scope, { kind: 'rollout' }),
  },
  {
    keys: ['1', '2', '3', '4'],
    caps: ['1', '2', '3', '4'],
    does: words.page.lens,
    run: ({ scope }, key) => activateLens(scope, Number(key) - 1),
  },
  { keys: ['v'], caps: ['V'], does: words.page.columns, run: ({ scope }) => toggleLayout(scope) },
  {
    keys: ['d'],
    caps: ['D'],
    does: words.page.table,
    run: ({ scope }) => scope.changeNumbers({ table: 'patches' }),
  },
  { keys: ['s'], caps: ['S'], does: words.page.smooth, run: ({ scope }) => toggleSmooth(scope) },
  { keys: ['h'], caps: ['H'], does: words.page.map, run: ({ scope }) => toggleMap(scope) },
  { keys: ['p'], caps: ['P'], does: words.page.palette, run: ({ scope }) => nextPalette(scope) },
  {
    keys: ['x'],
    caps: ['X'],
    does: words.page.change,
    run: ({ scope }) => scope.arrangePanels({ change: !scope.store.getState().requested.panels.change }),
  },
  { keys: ['e'], caps: ['E'], does: header.tools.export, run: ({ open }) => open('export') },
  { keys: ['u'], caps: ['U'], does: header.tools.share, run: ({ open }) => open('share') },
  {
    keys: ['j'],
    caps: ['J'],
    does: header.tools.lessons,
    run: ({ scope }) => scope.openLesson(scope.store.getState().lesson ? undefined : { kind: 'list' }),
  },
  {
    keys: ['<', '>'],
    caps: ['<', '>'],
    does: words.page.lessonStep,
    run: ({ scope }, key) => stepLesson(scope, key === '>' ? 1 : -1),
  },
  { keys: ['o'], caps: ['O'], does: app.openImage, run: ({ openFiles }) => openFiles() },
  {
    keys: ['t'],
    caps: ['T'],
    does: header.tools.theme,
    run: ({ scope }) => scope.chooseTheme(oppositeTheme(scope.store.getState().requested.theme)),
  },
  { keys: ['i'], caps: ['I'], does: header.tools.about, run: ({ open }) => open('about') },
  { keys: ['?'], caps: ['?'], does: words.page.thisSheet, run: ({ open }) => open('keys') },
];

/** What the grid's keys work on. */
export interface GridTarget {
  readonly travel: (step: GridStep) => void;
  /** By a factor; 0: all cells fit. */
  readonly zoom: (factor: number) => void;
}

/** Keys that travel over the cells of a grid, while one of them has the focus. */
export const TRAVEL_KEYS: readonly KeyBinding<Pick<GridTarget, 'travel'>>[] = [
  {
    keys: Object.keys(STEPS),
    caps: ['←', '↑', '↓', '→'],
    does: words.grid.travel,
    run: ({ travel }, key) => travel(STEPS[key]!),
  },
  {
    keys: ['Home', 'End'],
    caps: ['Home', 'End'],
    does: words.grid.ends,
    run: ({ travel }, key) => travel(key === 'Home' ? 'first' : 'last'),
  },
  {
    keys: ['PageUp', 'PageDown'],
    caps: ['Page ↑', 'Page ↓'],
    does: words.grid.page,
    run: ({ travel }, key) => travel(key === 'PageUp' ? 'page-up' : 'page-down'),
  },
  {
    keys: ['Enter', ' '],
    caps: ['Enter'],
    does: words.grid.stage,
    run: () => (document.activeElement as HTMLElement | null)?.click(),
  },
];

/** Keys of the grid of layers and heads. */
export const GRID_KEYS: readonly KeyBinding<GridTarget>[] = [
  ...TRAVEL_KEYS,
  {
    keys: ['+', '=', '-', '0'],
    caps: ['+', '−', '0'],
    does: words.grid.zoom,
    run: ({ zoom }, key) => zoom(key === '0' ? 0 : key === '-' ? 1 / ZOOM_STEP : ZOOM_STEP),
  },
];

/** From one size of the grid's cells to the next. */
export const ZOOM_STEP = 1.5;

/** Runs the binding of a key press. Returns whether there was one. */
export function handleKey<Target>(
  bindings: readonly KeyBinding<Target>[],
  event: {
    readonly key: string;
    readonly ctrlKey: boolean;
    readonly metaKey: boolean;
    readonly altKey: boolean;
    readonly shiftKey?: boolean;
    preventDefault(): void;
    stopPropagation(): void;
  },
  target: Target,
): boolean {
  if (event.altKey) return false;
  const { shiftKey = false } = event;
  const isModified = event.ctrlKey || event.metaKey;
  const pressed = isModified ? `mod+${shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}` : event.key;
  const binding = bindings.find(({ keys, shift = shiftKey }) => keys.includes(pressed) && shift === shiftKey);
  if (binding === undefined) return false;
  event.preventDefault();
  event.stopPropagation();
  binding.run(target, event.key);
  return true;
}

const READING_ORDER = ['attends-to', 'attended-by', 'received', 'gate'] as const;

function nextReading(scope: Scope): void {
  const { reading } = scope.store.getState().requested;
  scope.read(READING_ORDER[(READING_ORDER.indexOf(reading) + 1) % READING_ORDER.length]!);
}

function shownBy(scope: Scope) {
  const state = scope.store.getState();
  return { displayed: lensView(state).displayed, requested: state.requested };
}

function stepLayer(scope: Scope, by: number): void {
  const { displayed, requested } = shownBy(scope);
  if (displayed === undefined) return;
  const { layer, map } = stagedMap(requested.staged, displayed);
  scope.stage({
    layer: Math.min(displayed.start.depth - 1, Math.max(0, layer + by)),
    map: map.kind === 'prompt' ? { kind: 'mean' } : map, // a prompt has one map alone
  });
}

function stepHead(scope: Scope, by: number): void {
  const { displayed, requested } = shownBy(scope);
  if (displayed === undefined) return;
  const { layer, map } = stagedMap(requested.staged, displayed);
  const { heads } = displayed.start;
  const from = map.kind === 'head' ? map.head : by > 0 ? -1 : heads;
  scope.stage({ layer, map: { kind: 'head', head: (from + by + heads) % heads } });
}

function stageKind(scope: Scope, map: MapKind): void {
  const { displayed, requested } = shownBy(scope);
  if (displayed) scope.stage({ layer: stagedMap(requested.staged, displayed).layer, map });
}

function activateLens(scope: Scope, place: number): void {
  const lens = scope.store.getState().requested.lenses[place];
  if (lens) scope.activate(lens.id);
}

function stepLesson(scope: Scope, by: number): void {
  const { lesson } = scope.store.getState();
  if (lesson?.kind === 'lesson') scope.openLesson({ ...lesson, step: Math.max(0, lesson.step + by) });
}

function toggleLayout(scope: Scope): void {
  const { lenses, comparison } = scope.store.getState().requested;
  if (lenses.length > 1) scope.compare({ layout: comparison.layout === 'single' ? 'columns' : 'single' });
}

function toggleFeatures(scope: Scope): void {
  scope.changeFeatures({ isOpen: !scope.store.getState().requested.features.isOpen });
}

function toggleSmooth(scope: Scope): void {
  scope.changeLook({ smooth: !scope.store.getState().requested.look.smooth });
}

function toggleMap(scope: Scope): void {
  scope.changeLook({ opacity: scope.store.getState().requested.look.opacity > 0 ? 0 : 0.65 });
}

function nextPalette(scope: Scope): void {
  const { palette } = scope.store.getState().requested.look;
  const next = sequentialPalettes[(sequentialPalettes.indexOf(palette) + 1) % sequentialPalettes.length];
  if (next) scope.changeLook({ palette: next });
}

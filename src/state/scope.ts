import { createStore, type StoreApi } from 'zustand/vanilla';
import { tasks } from '#words/state/notice.ts';
import type { Interventions } from '../core/intervention/interventions.ts';
import type { Engine, TensorRequest, TraceId } from '../engine/engine.ts';
import type { LocalFile } from '../hub/local-file.ts';
import type { Combining } from './combining.ts';
import type { FeatureSettings } from './feature-settings.ts';
import { type FrameView, shortView } from './frame-view.ts';
import { createHistory, type History } from './history.ts';
import {
  activeLens,
  applyPreset,
  changeLens,
  changeModel,
  insertLens,
  type LensContent,
  type LensId,
  type Preset,
  removeLens,
  swapLenses,
} from './lens.ts';
import { createLensDesks } from './lens-desks.ts';
import type { LessonPlace } from './lessons/lesson-place.ts';
import type { Library } from './library.ts';
import { explain } from './notice.ts';
import { openFiles } from './opened-files.ts';
import type { Panels } from './panels.ts';
import type { Prompts } from './prompts.ts';
import { extendTarget, FIRST_TOKEN, type QueryTarget, stepTarget } from './query-target.ts';
import {
  type Comparison,
  type GridView,
  type ImageChoice,
  type Look,
  type ModelChoice,
  modelKey,
  type Numbers,
  type Requested,
  type Staged,
  type UpdateRequested,
} from './requested.ts';
import { INITIAL_STATE, lensView, type QueryTool, type ScopeState } from './scope-state.ts';
import type { SaveOptions } from './session/save-session.ts';
import type { TraceRecord } from './trace-record.ts';

/** The page without its pictures: the store, the numbers of the traces, and everything that a visitor can do. */
export interface Scope {
  readonly store: StoreApi<ScopeState>;
  /** The numbers of the trace that a lens shows. */
  record(lens: LensId, trace: TraceId): TraceRecord | undefined;
  /** Asks for the samples and the device, and traces the first sample. */
  begin(): Promise<void>;
  /** Asks anew which processor runs the models. */
  askDevice(): Promise<void>;
  /** Gives a lens, by default the active one, another model, as it was trained. */
  chooseModel(model: ModelChoice, lens?: LensId): void;
  changeInterventions(lens: LensId, interventions: Interventions): void;
  /** Adds a lens at the end: a copy of the active one unless it is given another content. */
  addLens(from?: LensContent): void;
  duplicateLens(lens: LensId): void;
  removeLens(lens: LensId): void;
  swapLenses(a: LensId, b: LensId): void;
  activate(lens: LensId): void;
  choosePreset(preset: Preset): void;
  compare(change: Partial<Comparison>): void;
  chooseImage(image: ImageChoice): void;
  chooseFraming(framing: Requested['framing']): void;
  /** Makes the token under the pointer the query, unless one is pinned; undefined: the pointer has left. */
  hover(target: QueryTarget | undefined): void;
  pin(target: QueryTarget): void;
  /** Asks from what is being drawn, whatever was pinned; it is pinned when it is done. */
  sketch(target: QueryTarget): void;
  free(): void;
  moveQuery(step: { rows: number; columns: number }): void;
  /** Pins the box that reaches one patch further than the query. */
  extendQuery(step: { rows: number; columns: number }): void;
  /** Makes the pointer ask from one patch, or draw a set of them on the stage. */
  chooseTool(tool: QueryTool): void;
  read(reading: Requested['reading']): void;
  stage(staged: Staged): void;
  combine(change: Partial<Combining>): void;
  /** Changes several settings at once. */
  arrange(change: Partial<Requested>): void;
  changeLook(change: Partial<Look>): void;
  changeFeatures(change: Partial<FeatureSettings>): void;
  /** Orders, filters or zooms the grid. */
  arrangeGrid(change: Partial<GridView>): void;
  /** Changes the prompts; a map of one that is no longer there leaves the stage. */
  prompt(change: Partial<Prompts>): void;
  chooseTheme(theme: Requested['theme']): void;
  chooseNormSite(site: Requested['normSite']): void;
  changeNumbers(change: Partial<Numbers>): void;
  /** Opens and closes panels. */
  arrangePanels(change: Partial<Panels>): void;
  /** Goes nearer to the image on the stage, or farther, or elsewhere. */
  lookAt(view: FrameView): void;
  /** Asks for something else altogether, as one step of the history. */
  adopt(requested: Requested): void;
  /** Opens the list of lessons or a step of one; undefined: none. */
  openLesson(place: LessonPlace | undefined): void;
  /** Which steps `undo` and `redo` can take. */
  readonly history: History['store'];
  /** Takes back the last change of whatever can be asked for. */
  undo(): void;
  redo(): void;
  /** Opens what was dropped, pasted or picked. */
  openFiles(files: readonly LocalFile[] | Promise<readonly LocalFile[]>): Promise<void>;
  /** A model of a hub at the very revision that was opened; any other as it is. */
  pinned(model: ModelChoice): ModelChoice;
  /** A lens's trace as one file of tensors. Rejects where the trace is gone or not complete. */
  tensors(trace: TraceId, request: TensorRequest): Promise<Blob>;
  /** All settings as a session file's text. */
  saveSession(options: SaveOptions): Promise<string>;
  /** Stops a lens's work, by default that of all lenses on the screen. */
  cancel(lens?: LensId): void;
  resume(lens?: LensId): void;
  /** Puts away the page's notice and the active lens's, or a lens's own. */
  dismissNotice(lens?: LensId): void;
}

/** Makes the page's state over an engine and a library. */
export function createScope(engine: Engine, library: Library): Scope {
  const store = createStore<ScopeState>(() => INITIAL_STATE);
  const desks = createLensDesks({ engine, library, store });
  store.subscribe((state, former) => {
    desks.sync(state, former);
    library.pause(leftModels(former.requested, state.requested));
  });
  const history = createHistory(
    () => performance.now(),
    (requested) => isPossible(requested, store.getState()),
  );
  const update: UpdateRequested = (next) => {
    const { requested: before } = store.getState();
    const requested = next(before);
    history.note(before, requested);
    store.setState({ requested });
  };
  const go = (requested: Requested | undefined) => requested && store.setState({ requested });
  const change = (part: Partial<Requested>) => update((requested) => ({ ...requested, ...part }));
  const stepped = (by: typeof stepTarget, step: { rows: number; columns: number }) => {
    const { displayed } = lensView(store.getState());
    const { target } = store.getState().requested.query;
    return displayed ? by(displayed.start.layout, target, step) : target;
  };
  return {
    store,
    record: (lens, trace) => desks.record(lens, trace),
    begin: () => begin(engine, library, store),
    askDevice: () => askDevice(engine, store),
    ...lensActions(update),
    chooseImage: (image) => change({ image }),
    chooseFraming: (framing) => change({ framing }),
    hover(target) {
      const { query } = store.getState().requested;
      if (!query.pinned) change({ query: { target: target ?? FIRST_TOKEN, pinned: false } });
    },
    pin: (target) => change({ query: { target, pinned: true } }),
    sketch: (target) => change({ query: { target, pinned: false } }),
    free: () => change({ query: { target: FIRST_TOKEN, pinned: false } }),
    moveQuery: (step) => change({ query: { target: stepped(stepTarget, step), pinned: true } }),
    extendQuery: (step) => change({ query: { target: stepped(extendTarget, step), pinned: true } }),
    chooseTool: (tool) => store.setState({ tool }),
    read: (reading) => change({ reading }),
    stage: (staged) => change({ staged }),
    combine: (part) => change({ combining: { ...store.getState().requested.combining, ...part } }),
    arrange: (part) => change(part),
    changeLook: (part) => change({ look: { ...store.getState().requested.look, ...part } }),
    changeFeatures: (part) => change({ features: { ...store.getState().requested.features, ...part } }),
    arrangeGrid: (part) => change({ grid: { ...store.getState().requested.grid, ...part } }),
    prompt: (part) => update((requested) => withPrompts(requested, part)),
    chooseTheme: (theme) => change({ theme }),
    chooseNormSite: (normSite) => change({ normSite }),
    changeNumbers: (part) => change({ numbers: { ...store.getState().requested.numbers, ...part } }),
    arrangePanels: (part) => change({ panels: { ...store.getState().requested.panels, ...part } }),
    lookAt: (view) => change({ view: shortView(view) }),
    adopt: (requested) => update(() => requested),
    openLesson: (lesson) => store.setState({ lesson }),
    history: history.store,
    undo: () => go(history.undo(store.getState().requested)),
    redo: () => go(history.redo(store.getState().requested)),
    openFiles: (files) => openFiles(files, { library, store, update }),
    pinned: (model) => library.pinned(model),
    tensors: (trace, request) => engine.tensors(trace, request),
    saveSession: async (options) =>
      (await import('./session/save-session.ts')).saveSession(store.getState(), library, options),
    cancel(lens) {
      const state = store.getState();
      const ids = lens ? [lens] : visibleLenses(state);
      desks.cancel(ids);
      library.pause(idleModels(state, ids));
    },
    resume: (lens) => desks.resume(lens ? [lens] : visibleLenses(store.getState())),
    dismissNotice: (lens) =>
      store.setState((state) => {
        const id = lens ?? state.requested.active;
        const views = { ...state.views, [id]: { ...lensView(state, id), problem: undefined } };
        return { views, notice: lens ? state.notice : undefined };
      }),
  };
}

/** What changes the lenses: which there are, and what each of them runs. */
function lensActions(update: UpdateRequested) {
  return {
    chooseModel: (model, lens) => update((requested) => changeModel(requested, model, lens)),
    changeInterventions: (lens, interventions) =>
      update((requested) => changeLens(requested, lens, { interventions })),
    addLens: (from) => update((requested) => insertLens(requested, from ?? activeLens(requested))),
    duplicateLens: (lens) =>
      update((requested) => {
        const original = requested.lenses.find(({ id }) => id === lens);
        return original ? insertLens(requested, original, lens) : requested;
      }),
    removeLens: (lens) => update((requested) => removeLens(requested, lens)),
    swapLenses: (a, b) => update((requested) => swapLenses(requested, a, b)),
    activate: (active) => update((requested) => ({ ...requested, active })),
    choosePreset: (preset) => update((requested) => applyPreset(requested, preset)),
    compare: (part) =>
      update((requested) => ({ ...requested, comparison: { ...requested.comparison, ...part } })),
  } satisfies Partial<Scope>;
}

/** Whether the files that a request names are still there. */
function isPossible({ image, lenses }: Requested, { localImages, localModels }: ScopeState): boolean {
  const has = (files: readonly { readonly key: string }[], key: string) =>
    files.some((file) => file.key === key);
  return (
    (image?.kind !== 'local' || has(localImages, image.key)) &&
    lenses.every(({ model }) => model.kind !== 'local' || has(localModels, model.key))
  );
}

/** Models that were asked for and are no longer. */
function leftModels(former: Requested, now: Requested): ModelChoice[] {
  if (former.lenses === now.lenses) return [];
  const kept = new Set(now.lenses.map(({ model }) => modelKey(model)));
  return former.lenses.map(({ model }) => model).filter((model) => !kept.has(modelKey(model)));
}

/** Models of the stopped lenses that no other lens is busy with. */
function idleModels(state: ScopeState, stopped: readonly LensId[]): ModelChoice[] {
  const busy = state.requested.lenses.filter(
    ({ id }) => !stopped.includes(id) && lensView(state, id).activity.kind !== 'idle',
  );
  const inUse = new Set(busy.map(({ model }) => modelKey(model)));
  return state.requested.lenses
    .filter(({ id, model }) => stopped.includes(id) && !inUse.has(modelKey(model)))
    .map(({ model }) => model);
}

function visibleLenses({ requested }: ScopeState): LensId[] {
  return requested.comparison.layout === 'single' ? [requested.active] : requested.lenses.map(({ id }) => id);
}

async function askDevice(engine: Engine, store: StoreApi<ScopeState>): Promise<void> {
  store.setState({ device: await engine.device() });
}

async function begin(engine: Engine, library: Library, store: StoreApi<ScopeState>): Promise<void> {
  const device = askDevice(engine, store);
  const samples = library.samples().then((list) => {
    const first = list[0];
    store.setState(({ requested }) => ({
      samples: list,
      requested:
        requested.image === undefined && first
          ? { ...requested, image: { kind: 'sample', file: first.file } }
          : requested,
    }));
  });
  for (const result of await Promise.allSettled([device, samples])) {
    if (result.status === 'rejected') store.setState({ notice: explain(result.reason, tasks.page) });
  }
}

function withPrompts({ staged, ...requested }: Requested, change: Partial<Prompts>): Requested {
  const prompts = { ...requested.prompts, ...change };
  const { map } = staged;
  const isGone = map.kind === 'prompt' && map.prompt >= prompts.texts.length;
  return { ...requested, prompts, staged: isGone ? { ...staged, map: { kind: 'mean' } } : staged };
}

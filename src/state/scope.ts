import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Engine, TraceId } from '../engine/engine.ts';
import { nameCheckpoint } from '../hub/checkpoint-name.ts';
import { classifyLocalFiles, type LocalFile } from '../hub/local-files.ts';
import { createAttentionFeed } from './attention-feed.ts';
import { createConductor } from './conductor.ts';
import type { Library } from './library.ts';
import { explain } from './notice.ts';
import { FIRST_TOKEN, type QueryTarget, resolveQuery, stepQuery, targetOf } from './query-target.ts';
import type { ImageChoice, Look, ModelChoice, Requested, Staged } from './requested.ts';
import { INITIAL_STATE, type ScopeState } from './scope-state.ts';
import { createTraceRecords, type TraceRecord } from './trace-record.ts';

/** The page without its pictures: the store, the numbers of the traces, and everything that a visitor can do. */
export interface Scope {
  readonly store: StoreApi<ScopeState>;
  record(trace: TraceId): TraceRecord | undefined;
  /** Asks for the samples and the device, and traces the first sample. */
  begin(): Promise<void>;
  chooseModel(model: ModelChoice): void;
  chooseImage(image: ImageChoice): void;
  chooseFraming(framing: Requested['framing']): void;
  /** Makes the token under the pointer the query, unless one is pinned; undefined: the pointer has left. */
  hover(target: QueryTarget | undefined): void;
  pin(target: QueryTarget): void;
  free(): void;
  moveQuery(step: { rows: number; columns: number }): void;
  read(reading: Requested['reading']): void;
  stage(staged: Staged): void;
  changeLook(change: Partial<Look>): void;
  chooseTheme(theme: Requested['theme']): void;
  /** Opens what was dropped, pasted or picked. */
  openFiles(files: readonly LocalFile[] | Promise<readonly LocalFile[]>): Promise<void>;
  cancel(): void;
  resume(): void;
  dismissNotice(): void;
}

/** Makes the page's state over an engine and a library. */
export function createScope(engine: Engine, library: Library): Scope {
  const store = createStore<ScopeState>(() => INITIAL_STATE);
  const records = createTraceRecords();
  const conductor = createConductor({ engine, library, store, records });
  const feed = createAttentionFeed({
    engine,
    store,
    records,
    onLost: () => conductor.resume(),
  });
  store.subscribe((state, former) => {
    if (state.requested !== former.requested) conductor.sync();
    if (state.requested !== former.requested || state.displayed !== former.displayed) feed.sync();
  });
  const change = (part: Partial<Requested>) =>
    store.setState(({ requested }) => ({ requested: { ...requested, ...part } }));
  return {
    store,
    record: (trace) => records.get(trace),
    begin: () => begin(engine, library, store),
    chooseModel: (model) => change({ model, ...framingFor(store.getState().requested, model) }),
    chooseImage: (image) => change({ image }),
    chooseFraming: (framing) => change({ framing }),
    hover(target) {
      const { query } = store.getState().requested;
      if (!query.pinned) change({ query: { target: target ?? FIRST_TOKEN, pinned: false } });
    },
    pin: (target) => change({ query: { target, pinned: true } }),
    free: () => change({ query: { target: FIRST_TOKEN, pinned: false } }),
    moveQuery: (step) => change({ query: { target: steppedTarget(store.getState(), step), pinned: true } }),
    read: (reading) => change({ reading }),
    stage: (staged) => change({ staged }),
    changeLook: (part) => change({ look: { ...store.getState().requested.look, ...part } }),
    chooseTheme: (theme) => change({ theme }),
    openFiles: (files) => openFiles(files, library, store),
    cancel: () => conductor.cancel(),
    resume: () => conductor.resume(),
    dismissNotice: () => store.setState({ notice: undefined }),
  };
}

async function begin(engine: Engine, library: Library, store: StoreApi<ScopeState>): Promise<void> {
  const device = engine.device().then((report) => store.setState({ device: report }));
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
    if (result.status === 'rejected') store.setState({ notice: explain(result.reason, 'Starting the page') });
  }
}

/** A size that suits one model may not suit another; only the embedded variants share theirs. */
function framingFor(requested: Requested, model: ModelChoice): Partial<Requested> {
  const isVariant = requested.model.kind === 'embedded' && model.kind === 'embedded';
  return isVariant ? {} : { framing: { fit: 'publisher' } };
}

function steppedTarget(
  { displayed, requested }: ScopeState,
  step: { rows: number; columns: number },
): QueryTarget {
  const { target } = requested.query;
  if (displayed === undefined) return target;
  const { layout } = displayed.start;
  return targetOf(layout, stepQuery(layout, resolveQuery(layout, target), step));
}

async function openFiles(
  files: readonly LocalFile[] | Promise<readonly LocalFile[]>,
  library: Library,
  store: StoreApi<ScopeState>,
): Promise<void> {
  try {
    const selection = classifyLocalFiles(await files);
    const images = selection.images.map(({ name, blob }) => library.addImage(name, blob));
    const model = selection.model && library.addModel(await nameCheckpoint(selection.model));
    const [first] = images;
    store.setState((state) => ({
      notice: undefined,
      localImages: [...state.localImages, ...images],
      localModels: model ? [...state.localModels, model] : state.localModels,
      requested: {
        ...state.requested,
        ...(first && { image: { kind: 'local', key: first.key } }),
        ...(model && { model: { kind: 'local', key: model.key }, framing: { fit: 'publisher' } }),
      },
    }));
  } catch (error) {
    store.setState({ notice: explain(error, 'Opening the files') });
  }
}

import type { StoreApi } from 'zustand/vanilla';
import { tasks } from '#words/state/feeds.ts';
import { type FeatureSite, featureSites } from '../core/analysis/features.ts';
import { patchCount } from '../core/vit/token-layout.ts';
import type { Engine, TraceId } from '../engine/engine.ts';
import type { ComponentsRequest, SimilarityQuestion } from '../engine/feature-calls.ts';
import { type Displayed, type Query, stagedMap } from './displayed.ts';
import { componentsPlace, createFeatureRecord } from './feature-maps.ts';
import type { FeatureRecord } from './feature-record.ts';
import type { LensId } from './lens.ts';
import { createLensStore } from './lens-store.ts';
import { explain, isAbort } from './notice.ts';
import { askingTokens } from './query-target.ts';
import { lensView, type ScopeState } from './scope-state.ts';
import type { TraceRecord } from './trace-record.ts';

/** What the feed stands on. */
export interface FeaturesFeedParts {
  readonly engine: Pick<Engine, 'similarity' | 'components'>;
  readonly store: StoreApi<ScopeState>;
  readonly record: (lens: LensId, trace: TraceId) => TraceRecord | undefined;
  /** Called for a lens whose trace the engine no longer has. */
  readonly onLost: (lens: LensId) => void;
}

/** A lens on the screen with what it shows. */
interface ShownLens {
  readonly lens: LensId;
  readonly displayed: Displayed;
  readonly features: FeatureRecord;
}

/** A question with what it is for. */
interface Task {
  /** Equal for tasks that give the same. */
  readonly key: string;
  readonly lenses: readonly ShownLens[];
  perform(): Promise<void>;
}

// More products than this in the background would keep a processor busy for seconds.
const backgroundProducts = 3e9;

/**
 * Keeps what is shown of features in step with the query, the staged map and the settings: first what is on the stage,
 * then the rest of the table. Of similarities and of components one question each is under way at most; until it is
 * answered the last answer stays on the screen.
 */
export function createFeaturesFeed(parts: FeaturesFeedParts): { sync(): void } {
  const { engine, store } = parts;
  const busy = { similarity: false, components: false };
  const failed = new Set<string>();

  function shownLenses(): ShownLens[] {
    const state = store.getState();
    const { lenses, active, comparison } = state.requested;
    const ids = comparison.layout === 'single' ? [active] : lenses.map(({ id }) => id);
    return ids.flatMap((lens): ShownLens[] => {
      const { displayed } = lensView(state, lens);
      const record = displayed && parts.record(lens, displayed.start.trace);
      if (!displayed || !record || displayed.layersDone === 0) return [];
      record.features ??= createFeatureRecord(record.start);
      return [{ lens, displayed, features: record.features }];
    });
  }

  /** Lets the screen know of an answer. */
  function show({ lens, displayed: { start } }: ShownLens, similarTo?: Query): void {
    const view = createLensStore(store, lens);
    const { displayed } = view.view();
    if (displayed?.start.trace !== start.trace) return;
    const featureAnswers = (displayed.featureAnswers ?? 0) + 1;
    view.show({
      displayed: { ...displayed, featureAnswers, ...(similarTo !== undefined && { similarTo }) },
    });
  }

  function similarityTask(shown: ShownLens, site: FeatureSite, isFollowed: boolean): Task | undefined {
    const { displayed, features, lens } = shown;
    const { layout, trace } = displayed.start;
    const tokens = askingTokens(layout, store.getState().requested.query.target);
    const known = features.similarity.get(site);
    const isKnown = known?.question.tokens.join() === tokens.join();
    if (isKnown && known.layers >= displayed.layersDone) return undefined;
    const question: SimilarityQuestion = { site, tokens, isFollowed };
    return {
      key: JSON.stringify([lens, trace, question, displayed.layersDone]),
      lenses: [shown],
      async perform() {
        features.similarity.set(site, await engine.similarity(trace, question));
        show(shown, { token: tokens[0]!, ...(tokens.length > 1 && { tokens }) });
      },
    };
  }

  function componentsTask(lenses: readonly ShownLens[], request: ComponentsRequest): Task | undefined {
    const key = JSON.stringify(request);
    const places = lenses.map(({ features }, index) => {
      const name = componentsPlace(request.site, request.places[index]!.layer);
      return { features, name };
    });
    if (places.every(({ features, name }) => features.components.get(name)?.key === key)) return undefined;
    return {
      key,
      lenses,
      async perform() {
        const [maps, problem] = await answerOrProblem(engine.components(request));
        for (const [index, { features, name }] of places.entries()) {
          features.components.set(name, { key, request, map: maps?.[index], problem });
        }
        for (const lens of lenses) show(lens);
      },
    };
  }

  /** What is to be asked next of similarities. */
  function nextSimilarity(lenses: readonly ShownLens[]): Task | undefined {
    const { staged, features, comparison } = store.getState().requested;
    const site = staged.map.kind === 'similarity' ? staged.map.site : undefined;
    if (site) {
      for (const lens of lenses) {
        const task = similarityTask(lens, site, true);
        if (task && !failed.has(task.key)) return task;
      }
    }
    if (!features.isOpen || features.shows !== 'similarity' || comparison.layout !== 'single')
      return undefined;
    for (const lens of lenses) {
      if (lens.displayed.status === 'running') continue;
      for (const other of featureSites(lens.displayed.model.spec)) {
        const task = similarityTask(lens, other, false);
        if (task && !failed.has(task.key)) return task;
      }
    }
    return undefined;
  }

  /** What is to be asked next of components: the staged map, then those of the table. */
  function nextComponents(lenses: readonly ShownLens[]): Task | undefined {
    const ready = lenses.filter(({ displayed }) => displayed.status !== 'running');
    const { requested } = store.getState();
    const { staged, features, comparison } = requested;
    if (ready.length < lenses.length || ready.length === 0) return undefined;
    const ask = (site: FeatureSite, layerOf: (lens: ShownLens) => number) => {
      const groups = features.basis === 'joint' ? [ready] : ready.map((lens) => [lens]);
      for (const group of groups) {
        const places = group.map((lens) => ({ trace: lens.displayed.start.trace, layer: layerOf(lens) }));
        const task = componentsTask(group, componentsRequest(requested, site, places));
        if (task && !failed.has(task.key)) return task;
      }
      return undefined;
    };
    const { map } = staged;
    const first =
      map.kind === 'pca' ? ask(map.site, ({ displayed }) => stagedMap(staged, displayed).layer) : undefined;
    if (first) return first;
    const isTable = features.isOpen && features.shows === 'pca' && comparison.layout === 'single';
    const depths = new Set(ready.map(({ displayed }) => displayed.start.depth));
    const isStrip = map.kind === 'pca' && comparison.layout === 'columns' && depths.size === 1;
    const site = map.kind === 'pca' ? map.site : 'output';
    for (const [at, layer] of backgroundCells(ready, site, { isTable, isStrip })) {
      const task = ask(at, () => layer);
      if (task) return task;
    }
    return undefined;
  }

  async function work(
    lane: keyof typeof busy,
    next: (lenses: readonly ShownLens[]) => Task | undefined,
  ): Promise<void> {
    if (busy[lane]) return;
    busy[lane] = true;
    try {
      for (let task = next(shownLenses()); task; task = next(shownLenses())) {
        try {
          await task.perform();
        } catch (error) {
          fail(task, error);
        }
      }
    } finally {
      busy[lane] = false;
    }
  }

  function fail({ key, lenses }: Task, error: unknown): void {
    failed.add(key);
    if (isAbort(error)) return;
    const lost = lenses.find(
      ({ displayed }) => error instanceof Error && error.message.includes(displayed.start.trace),
    );
    if (lost) parts.onLost(lost.lens);
    else store.setState({ notice: explain(error, tasks.features) });
  }

  return {
    sync() {
      void work('similarity', nextSimilarity);
      void work('components', nextComponents);
    },
  };
}

function componentsRequest(
  { features, look }: ScopeState['requested'],
  site: FeatureSite,
  places: ComponentsRequest['places'],
): ComponentsRequest {
  const { basis, leavesOutOutliers, foreground, threshold } = features;
  return {
    places,
    site,
    basis,
    ...(leavesOutOutliers && { leaveOut: look.rule }),
    ...(foreground !== 'all' && { foreground: { side: foreground, threshold } }),
  };
}

/** What is filled by itself besides the stage: a table of all sites, or of one, or a strip of its layers, by the cost. */
function backgroundCells(
  lenses: readonly ShownLens[],
  staged: FeatureSite,
  { isTable, isStrip }: { isTable: boolean; isStrip: boolean },
): [FeatureSite, number][] {
  const layers = Math.min(...lenses.map(({ displayed }) => displayed.layersDone));
  const layerCost = lenses.reduce((sum, { displayed: { start, model } }) => {
    return sum + (patchCount(start.layout) * model.spec.width ** 2) / 2;
  }, 0);
  const all = isTable ? [featureSites(lenses[0]!.displayed.model.spec), [staged]] : isStrip ? [[staged]] : [];
  const filled = all.find((sites) => sites.length * layers * layerCost <= backgroundProducts) ?? [];
  return filled.flatMap((site) =>
    Array.from({ length: layers }, (_, layer): [FeatureSite, number] => [site, layer]),
  );
}

/** An answer, or the message of an error that the request itself is at fault for. */
async function answerOrProblem<T>(answer: Promise<T>): Promise<[T, undefined] | [undefined, string]> {
  try {
    return [await answer, undefined];
  } catch (error) {
    if (error instanceof Error && error.name === 'InputError') return [undefined, error.message];
    throw error;
  }
}

import type { StoreApi } from 'zustand/vanilla';
import { tasks } from '#words/state/notice.ts';
import type { EffectOptions, Effects } from '../core/analysis/effects.ts';
import type { Engine, TraceId } from '../engine/engine.ts';
import type { Displayed } from './displayed.ts';
import { type LensId, referenceLens } from './lens.ts';
import { createLensStore } from './lens-store.ts';
import { type MeasuredLayers, measuredLayers } from './measured-layers.ts';
import { explain, isAbort } from './notice.ts';
import { lensView, type ScopeState } from './scope-state.ts';
import { jobKey } from './trace-job.ts';
import type { TraceRecord } from './trace-record.ts';

/** What the variants did, beside one of them. */
export interface EffectsTable {
  readonly reference: LensId;
  readonly layers: MeasuredLayers;
  readonly options: EffectOptions;
  /** By lens: those whose traces are complete and have been measured. */
  readonly rows: Readonly<Record<LensId, Effects>>;
}

/** What the feed stands on. */
export interface EffectsFeedParts {
  readonly engine: Pick<Engine, 'effects'>;
  readonly store: StoreApi<ScopeState>;
  readonly record: (lens: LensId, trace: TraceId) => TraceRecord | undefined;
  /** Called for a lens whose trace the engine no longer has, once for each thing that it shows. */
  readonly onLost: (lens: LensId) => void;
}

interface Complete {
  readonly lens: LensId;
  readonly displayed: Displayed;
  readonly record: TraceRecord;
}

/** Keeps the table of effects in step with the lenses, while they are side by side and their reference is complete. */
export function createEffectsFeed(parts: EffectsFeedParts): { sync(): void } {
  const { engine, store, onLost } = parts;
  // The newest answers, by lens and by what was asked.
  const answers = new Map<LensId, { key: string; effects: Effects }>();
  const lost = new Set<string>();
  let asked = '';

  function sync(): void {
    const state = store.getState();
    const lenses = completeLenses(state, parts.record);
    const [reference] = lenses;
    if (
      state.requested.comparison.layout === 'single' ||
      reference?.lens !== referenceLens(state.requested).id
    ) {
      return;
    }
    const layers = measuredLayers(
      lenses.map(({ record }) => record),
      state.requested.comparison,
    );
    const { outlierLayer, normLayer } = layers;
    const options: EffectOptions = { rule: state.requested.look.rule, outlierLayer, normLayer };
    const key = JSON.stringify([options, lenses.map(({ lens, displayed }) => [lens, displayed.start.trace])]);
    if (key === asked) return;
    asked = key;
    void measure(key, lenses, { reference: reference.lens, layers, options });
  }

  async function measure(
    key: string,
    lenses: readonly Complete[],
    table: Omit<EffectsTable, 'rows'>,
  ): Promise<void> {
    const show = () => {
      const entries = lenses.flatMap(({ lens }) => {
        const answer = answers.get(lens);
        return answer?.key === keyOf(lens) ? [[lens, answer.effects] as const] : [];
      });
      if (asked === key) store.setState({ effects: { ...table, rows: Object.fromEntries(entries) } });
    };
    const traceOf = new Map(lenses.map(({ lens, displayed }) => [lens, displayed.start.trace]));
    const reference = traceOf.get(table.reference)!;
    const keyOf = (lens: LensId) => JSON.stringify([table.options, reference, traceOf.get(lens)]);
    show();
    for (const { lens, displayed } of lenses) {
      const { trace } = displayed.start;
      if (answers.get(lens)?.key === keyOf(lens)) continue;
      try {
        const effects = await engine.effects(
          trace,
          trace === reference ? undefined : reference,
          table.options,
        );
        answers.set(lens, { key: keyOf(lens), effects });
        show();
      } catch (error) {
        if (asked !== key || isAbort(error)) return;
        fail(isAbout(error, reference) ? table.reference : lens, error);
        return;
      }
    }
  }

  function fail(lens: LensId, error: unknown): void {
    const asked = createLensStore(store, lens).asked();
    const run = asked && `${lens} ${jobKey(asked)}`;
    if (run === undefined) return;
    if (lost.has(run)) store.setState({ notice: explain(error, tasks.effects) });
    else onLost(lens);
    lost.add(run);
  }

  return { sync };
}

function isAbout(error: unknown, trace: TraceId): boolean {
  return error instanceof Error && error.message.includes(trace);
}

/** The lenses whose traces are complete, the reference first. */
function completeLenses(state: ScopeState, recordOf: EffectsFeedParts['record']): Complete[] {
  const reference = referenceLens(state.requested).id;
  const complete = state.requested.lenses.flatMap(({ id }): Complete[] => {
    const { displayed } = lensView(state, id);
    const record = displayed && recordOf(id, displayed.start.trace);
    return displayed?.status === 'complete' && record ? [{ lens: id, displayed, record }] : [];
  });
  return complete.toSorted((a, b) => Number(b.lens === reference) - Number(a.lens === reference));
}

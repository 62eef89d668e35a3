import { tasks } from '#words/state/notice.ts';
import type { Interventions } from '../core/intervention/interventions.ts';
import { specialTokens, type TokenLayout } from '../core/vit/token-layout.ts';
import type { Engine, Probe, TraceId } from '../engine/engine.ts';
import type { Displayed, ShownAttention } from './displayed.ts';
import type { LensStore } from './lens-store.ts';
import { explain, isAbort } from './notice.ts';
import { plan } from './plan.ts';
import type { Reading } from './requested.ts';
import type { TraceRecords } from './trace-record.ts';

type LineProbe = Extract<Probe, { kind: 'row' | 'column' }>;
type SetProbe = Extract<Probe, { kind: 'rows' | 'columns' }>;
type Shown = Omit<ShownAttention, 'layers'>;

/** What the feed stands on. */
export interface FeedParts {
  readonly engine: Pick<Engine, 'probe' | 'sinks'>;
  readonly lens: LensStore;
  readonly records: TraceRecords;
  /** Called once for a trace that the engine no longer has. */
  readonly onLost: (trace: TraceId) => void;
}

/**
 * Keeps the attention that a lens shows in step with the query. At most one probe is under way; when it answers, only the
 * newest question is asked next, and until then the last answer stays on the screen.
 */
export function createAttentionFeed({ engine, lens, records, onLost }: FeedParts): { sync(): void } {
  let asking = false;
  let lost: TraceId | undefined;

  function show(trace: TraceId, shown: Shown, layers: number): void {
    const { displayed } = lens.view();
    if (displayed?.start.trace !== trace) return;
    lens.show({ displayed: { ...displayed, attention: { ...shown, layers } } });
  }

  /** Asks for the newest row or column, or those of the newest set. */
  async function askLine(
    { start: { trace }, status }: Displayed,
    reading: Reading,
    probe: LineProbe | SetProbe,
  ): Promise<void> {
    const result = await engine.probe(trace, probe);
    if (lens.asked()?.reading !== reading) return;
    records.addProbe(result);
    const isEarly = status !== 'complete';
    const query =
      'tokens' in probe ? { token: probe.tokens[0] ?? 0, tokens: probe.tokens } : { token: probe.token };
    show(trace, { reading, ...query, isEarly }, result.layers);
  }

  function showSinks({ start, attention }: Displayed, layers: number): void {
    if (lens.asked()?.reading === 'gate')
      show(start.trace, { reading: 'gate', token: attention.token }, layers);
  }

  /**
   * Asks what each query gives to the sinks: those of the implied gate that ran, or those that the norms show and the
   * registers, which take their place.
   */
  async function askSinks(displayed: Displayed): Promise<void> {
    const { trace, interventions, layout } = displayed.start;
    const sinks =
      carriedOutSinks(interventions) ?? withRegisters((await engine.sinks(trace, 'outliers')).tokens, layout);
    const columns = await engine.probe(trace, { kind: 'columns', tokens: sinks });
    records.addSinks(sinks, columns);
    showSinks(displayed, columns.layers);
  }

  /** What the run itself brought along stands where the finished trace cannot be asked. */
  function keepEarly(trace: TraceId): boolean {
    const { displayed } = lens.view();
    if (displayed?.start.trace !== trace || !displayed.attention.isEarly) return false;
    lens.show({ displayed: { ...displayed, attention: { ...displayed.attention, isEarly: false } } });
    return true;
  }

  async function ask(trace: TraceId, question: () => Promise<void>): Promise<void> {
    asking = true;
    let settled = false;
    try {
      await question();
      settled = true;
    } catch (error) {
      // A probe that was superseded, or whose trace is gone, leaves the last answer on the screen.
      settled = isAbort(error) && lens.view().displayed?.start.trace !== trace;
      if (!isAbort(error)) {
        if (keepEarly(trace)) return;
        if (lost === trace) lens.show({ problem: explain(error, tasks.attention) });
        else onLost(trace);
        lost = trace;
      }
    } finally {
      asking = false;
    }
    if (settled) sync();
  }

  function sync(): void {
    const { displayed } = lens.view();
    const requested = lens.asked();
    if (displayed === undefined || requested === undefined) return;
    const { attention } = plan(displayed, requested);
    const { trace } = displayed.start;
    if (attention.kind === 'summary') {
      const { reading } = requested;
      const isEarly = reading === 'attends-to' && attention.token !== 0;
      show(trace, { reading, token: attention.token, isEarly }, displayed.layersDone);
    }
    if (asking) return;
    if (attention.kind === 'sinks') {
      const known = records.get(trace)?.implied?.gates.layers ?? 0;
      if (known >= displayed.layersDone) showSinks(displayed, known);
      else void ask(trace, () => askSinks(displayed));
    }
    if (attention.kind === 'probe') {
      const probe = { kind: attention.probe, token: attention.token };
      void ask(trace, () => askLine(displayed, requested.reading, probe));
    }
    if (attention.kind === 'probe-set') {
      const probe = { kind: attention.probe, tokens: attention.tokens };
      void ask(trace, () => askLine(displayed, requested.reading, probe));
    }
  }

  return { sync };
}

function carriedOutSinks({ gate }: Interventions): readonly number[] | undefined {
  return gate?.kind === 'implied' && typeof gate.sinks !== 'string' ? gate.sinks.tokens : undefined;
}

function withRegisters(sinks: readonly number[], layout: TokenLayout): number[] {
  const registers = specialTokens(layout).filter((token) => token >= layout.cls);
  return [...new Set([...registers, ...sinks])].toSorted((a, b) => a - b);
}

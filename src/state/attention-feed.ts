import type { Engine, Probe, TraceId } from '../engine/engine.ts';
import type { LensStore } from './lens-store.ts';
import { explain, isAbort } from './notice.ts';
import { plan } from './plan.ts';
import type { Reading } from './requested.ts';
import type { TraceRecords } from './trace-record.ts';

/** What the feed stands on. */
export interface FeedParts {
  readonly engine: Pick<Engine, 'probe'>;
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

  function show(trace: TraceId, reading: Reading, token: number, layers: number): void {
    const { displayed } = lens.view();
    if (displayed?.start.trace !== trace) return;
    lens.show({ displayed: { ...displayed, attention: { reading, token, layers } } });
  }

  async function ask(trace: TraceId, reading: Reading, probe: Probe): Promise<void> {
    asking = true;
    let settled = false;
    try {
      const result = await engine.probe(trace, probe);
      if (lens.asked()?.reading === reading) {
        records.addProbe(result);
        show(trace, reading, probe.token, result.layers);
      }
      settled = true;
    } catch (error) {
      // A probe that was superseded, or whose trace is gone, leaves the last answer on the screen.
      settled = isAbort(error) && lens.view().displayed?.start.trace !== trace;
      if (!isAbort(error)) {
        if (lost === trace) lens.show({ problem: explain(error, 'Reading the attention') });
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
    if (attention.kind === 'summary') show(trace, requested.reading, attention.token, displayed.layersDone);
    if (attention.kind === 'probe' && !asking) {
      void ask(trace, requested.reading, { kind: attention.probe, token: attention.token });
    }
  }

  return { sync };
}

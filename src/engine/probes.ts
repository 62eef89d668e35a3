import { attentionColumn, attentionRow, type QueriesAndKeys } from '../core/analysis/attention-lines.ts';
import { columnProgram, rowProgram } from '../core/graph/probe-programs.ts';
import { tokenCount } from '../core/vit/token-layout.ts';
import type { Probe, ProbeResult, TraceId } from './engine.ts';
import type { Runtime, Session } from './runtime.ts';
import { type Trace, tapOf } from './trace.ts';
import type { Layer } from './trace-runner.ts';

// Sessions hold a copy of a trace's keys or queries: enough for both kinds of two traces, no more.
const liveSessions = 4;

export interface Probes {
  answer(trace: Trace, probe: Probe): Promise<ProbeResult>;
  /** Drops what is resident of a trace. */
  forget(trace: TraceId): Promise<void>;
}

/**
 * Attention rows and columns of any token, for all layers and heads at once. A complete trace is answered by a
 * session that keeps its keys or queries; an unfinished one in plain code over the layers that have run.
 */
export function createProbes(runtime: Runtime): Probes {
  const live = new Map<string, Promise<Session>>(); // in order of use

  async function sessionOf(trace: Trace, kind: Probe['kind']): Promise<Session> {
    const key = `${trace.start.trace} ${kind}`;
    const session = live.get(key) ?? createSession(runtime, trace, kind);
    live.delete(key);
    live.set(key, session);
    session.catch(() => live.delete(key));
    for (const oldest of [...live.keys()].slice(0, -liveSessions)) await drop(oldest);
    return session;
  }
  async function drop(key: string): Promise<void> {
    const session = await live.get(key)?.catch(() => undefined);
    live.delete(key);
    await session?.dispose();
  }

  return {
    async answer(trace, probe) {
      const tokens = tokenCount(trace.start.layout);
      if (probe.token < 0 || probe.token >= tokens) {
        throw new RangeError(`There is no token ${probe.token} in a sequence of ${tokens}.`);
      }
      const values = trace.ending
        ? await answerResident(await sessionOf(trace, probe.kind), trace, probe)
        : answerPlain(trace, probe);
      const { heads } = trace.start;
      return {
        trace: trace.start.trace,
        probe,
        layers: values.length / (heads * tokens),
        heads,
        tokens,
        values,
      };
    },
    async forget(id) {
      for (const kind of ['row', 'column'] as const) await drop(`${id} ${kind}`);
    },
  };
}

function createSession(runtime: Runtime, trace: Trace, kind: Probe['kind']): Promise<Session> {
  const sizes = { tokens: tokenCount(trace.start.layout), layers: trace.layers.length };
  const { spec } = trace.model;
  const weights = new Map<string, Float32Array>();
  for (const layer of trace.layers) {
    if (kind === 'row') weights.set(`k.${layer.layer}`, tapOf(layer, 'k'));
    else {
      weights.set(`q.${layer.layer}`, tapOf(layer, 'q'));
      weights.set(`logsumexp.${layer.layer}`, tapOf(layer, 'logsumexp'));
    }
  }
  return runtime.session(
    kind === 'row' ? rowProgram(spec, sizes) : columnProgram(spec, sizes),
    weights,
    'cpu',
  );
}

async function answerResident(session: Session, trace: Trace, probe: Probe): Promise<Float32Array> {
  const { heads, width } = trace.model.spec;
  const tokens = tokenCount(trace.start.layout);
  const headWidth = width / heads;
  const own = new Float32Array(trace.layers.length * width); // [layers · heads, 1, head width]
  for (const layer of trace.layers) {
    const all = tapOf(layer, probe.kind === 'row' ? 'q' : 'k');
    for (let head = 0; head < heads; head++) {
      const begin = (head * tokens + probe.token) * headWidth;
      own.set(all.subarray(begin, begin + headWidth), layer.layer * width + head * headWidth);
    }
  }
  const dims = [trace.layers.length * heads, 1, headWidth];
  const { values } = await session.run({ [probe.kind === 'row' ? 'query' : 'key']: { data: own, dims } });
  return values!.data;
}

function answerPlain(trace: Trace, probe: Probe): Float32Array {
  const { heads } = trace.start;
  const tokens = tokenCount(trace.start.layout);
  const values = new Float32Array(trace.layers.length * heads * tokens);
  for (const [i, layer] of trace.layers.entries()) {
    values.set(lineOf(layer, probe, { heads, tokens }), i * heads * tokens);
  }
  return values;
}

/** One layer's row or column [heads, tokens], in plain code. */
export function lineOf(layer: Layer, probe: Probe, sizes: { heads: number; tokens: number }): Float32Array {
  const both: QueriesAndKeys = { q: tapOf(layer, 'q'), k: tapOf(layer, 'k'), ...sizes };
  return probe.kind === 'row'
    ? attentionRow(both, probe.token)
    : attentionColumn(both, tapOf(layer, 'logsumexp'), probe.token);
}

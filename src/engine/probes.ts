import { attentionColumn, attentionRow } from '../core/analysis/attention-lines.ts';
import { columnProgram, type ProbedLayers, rowProgram } from '../core/graph/probe-programs.ts';
import type { FloatTensor } from '../core/tensor/float-tensor.ts';
import { tokenCount } from '../core/vit/token-layout.ts';
import type { Probe, ProbeResult, TraceId } from './engine.ts';
import { createQueue } from './queue.ts';
import type { Runtime, Session } from './runtime.ts';
import { attentionInputs, type Trace, tapOf } from './trace.ts';
import type { Layer } from './trace-runner.ts';

// Sessions hold a copy of a trace's keys or queries: enough for the rows of four lenses and for their columns.
const liveSessions = 8;

/** A probe of one token's line of the attention matrix. */
type LineProbe = Exclude<Probe, { kind: 'columns' }>;

export interface Probes {
  /** `traceNow` is asked when the probe's turn has come, and may reject it. */
  answer(traceNow: () => Trace, probe: Probe): Promise<ProbeResult>;
  /** Drops what is resident of a trace. */
  forget(trace: TraceId): Promise<void>;
}

/**
 * Attention rows and columns of any token, for all layers and heads at once. A complete trace is answered by a
 * session that keeps its keys or queries; an unfinished one in plain code over the layers that have run.
 */
export function createProbes(runtime: Runtime): Probes {
  // One probe at a time, so that no session is disposed of between being found and being run.
  const queue = createQueue();
  const live = new Map<string, Session>(); // in order of use

  async function sessionOf(trace: Trace, kind: LineProbe['kind']): Promise<Session> {
    const key = `${trace.start.trace} ${kind}`;
    const session = live.get(key) ?? (await createSession(runtime, trace, kind));
    live.delete(key);
    live.set(key, session);
    for (const oldest of [...live.keys()].slice(0, -liveSessions)) await drop(oldest);
    return session;
  }
  async function drop(key: string): Promise<void> {
    const session = live.get(key);
    live.delete(key);
    await session?.dispose();
  }
  async function answerLine(trace: Trace, probe: LineProbe): Promise<Float32Array> {
    const tokens = tokenCount(trace.start.layout);
    if (!isToken(probe.token, tokens)) {
      throw new RangeError(`There is no token ${probe.token} in a sequence of ${tokens}.`);
    }
    return trace.ending
      ? answerResident(await sessionOf(trace, probe.kind), trace, probe)
      : answerPlain(trace, probe);
  }
  async function answerSum(trace: Trace, columns: readonly number[]): Promise<Float32Array> {
    const { heads, layout } = trace.start;
    const sum = new Float32Array(trace.layers.length * heads * tokenCount(layout));
    for (const token of columns) {
      const column = await answerLine(trace, { kind: 'column', token });
      for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + column[i]!;
    }
    return sum;
  }
  async function answer(trace: Trace, probe: Probe): Promise<ProbeResult> {
    const { heads, layout } = trace.start;
    const tokens = tokenCount(layout);
    const values = await (probe.kind === 'columns'
      ? answerSum(trace, probe.tokens)
      : answerLine(trace, probe));
    return {
      trace: trace.start.trace,
      probe,
      layers: values.length / (heads * tokens),
      heads,
      tokens,
      values,
    };
  }

  return {
    answer: (traceNow, probe) => queue.run(async () => answer(traceNow(), probe)),
    forget: (id) =>
      queue.run(async () => {
        for (const kind of ['row', 'column'] as const) await drop(`${id} ${kind}`);
      }),
  };
}

/** Whether a number is the index of a token. */
export function isToken(index: number, tokens: number): boolean {
  return Number.isInteger(index) && index >= 0 && index < tokens;
}

function createSession(runtime: Runtime, trace: Trace, kind: LineProbe['kind']): Promise<Session> {
  const probed: ProbedLayers = {
    spec: trace.model.spec,
    tokens: tokenCount(trace.start.layout),
    layers: trace.run.blocks.map(({ variant }) => variant),
  };
  const weights = new Map<string, Float32Array>();
  const keep = (name: string, layer: Layer, values: Float32Array | undefined) => {
    if (values) weights.set(`${name}.${layer.layer}`, values);
  };
  for (const layer of trace.layers) {
    const { q, k, mask } = attentionInputs(trace, layer);
    if (kind === 'row') {
      keep('k', layer, k);
      keep('mask', layer, mask);
    } else {
      keep('q', layer, q);
      keep('logsumexp', layer, layer.taps.logsumexp);
    }
  }
  return runtime.session(kind === 'row' ? rowProgram(probed) : columnProgram(probed), weights, 'cpu');
}

async function answerResident(
  session: Session,
  trace: Trace,
  { kind, token }: LineProbe,
): Promise<Float32Array> {
  const { heads, width } = trace.model.spec;
  const rows = trace.layers.length * heads;
  const own = gather(trace, width, (layer) => tapOf(layer, kind === 'row' ? 'q' : 'k'), token);
  const vectors: FloatTensor = { data: own, dims: [rows, 1, width / heads] };
  const feeds: Record<string, FloatTensor> = {};
  if (kind === 'row') feeds.query = vectors;
  else {
    feeds.key = vectors;
    const ownMask = (layer: Layer) => attentionInputs(trace, layer).mask;
    feeds.keyMask = { data: gather(trace, heads, ownMask, token), dims: [rows, 1, 1] };
  }
  // Sigmoid attention has the same bias in every layer that uses it.
  const logTokens = trace.run.blocks.find(({ feeds: own }) => own.logTokens)?.feeds.logTokens;
  if (logTokens) feeds.logTokens = logTokens;
  const { values } = await session.run(feeds);
  return values!.data;
}

/** One token's part of a tensor [heads, tokens, …] of every layer: [layers, heads, …] with `size` numbers a layer. */
function gather(
  trace: Trace,
  size: number,
  tensorOf: (layer: Layer) => Float32Array | undefined,
  token: number,
): Float32Array {
  const { heads, layout } = trace.start;
  const tokens = tokenCount(layout);
  const perHead = size / heads;
  const gathered = new Float32Array(trace.layers.length * size);
  for (const layer of trace.layers) {
    const all = tensorOf(layer);
    for (let head = 0; all && head < heads; head++) {
      const begin = (head * tokens + token) * perHead;
      gathered.set(all.subarray(begin, begin + perHead), layer.layer * size + head * perHead);
    }
  }
  return gathered;
}

function answerPlain(trace: Trace, probe: LineProbe): Float32Array {
  const size = trace.start.heads * tokenCount(trace.start.layout);
  const values = new Float32Array(trace.layers.length * size);
  for (const [i, layer] of trace.layers.entries()) values.set(lineOf(trace, layer, probe), i * size);
  return values;
}

/** One layer's row or column [heads, tokens], in plain code. */
export function lineOf(trace: Trace, layer: Layer, probe: LineProbe): Float32Array {
  const inputs = attentionInputs(trace, layer);
  return probe.kind === 'row'
    ? attentionRow(inputs, probe.token)
    : attentionColumn(inputs, layer.taps.logsumexp, probe.token);
}

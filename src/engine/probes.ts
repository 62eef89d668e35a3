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

// What one run of a session may hold of scores, all layers together: 16 MiB, several times over inside the runtime.
const scoresPerRun = 2 ** 22;
/** More tokens at once make a matrix product no faster. */
const mostAskedAtOnce = 64;

type Direction = 'row' | 'column';

/** A probe of one token's line of the attention matrix. */
type LineProbe = Extract<Probe, { kind: Direction }>;

/** A session and the layers whose keys or queries it holds. */
interface Resident {
  readonly session: Session;
  readonly layers: readonly Layer[];
}

export interface Probes {
  /** `traceNow` is asked when the probe's turn has come, and between the parts of a long answer; it may reject it. */
  answer(traceNow: () => Trace, probe: Probe): Promise<ProbeResult>;
  /** Drops what is resident of a trace. */
  forget(trace: TraceId): Promise<void>;
}

/**
 * Attention rows and columns of any tokens, for all layers and heads at once. A complete trace, and any set of tokens,
 * is answered by a session that keeps the keys or queries; one token of an unfinished trace in plain code.
 */
export function createProbes(runtime: Runtime): Probes {
  // One probe at a time, so that no session is disposed of between being found and being run.
  const queue = createQueue();
  const live = new Map<string, Resident>(); // in order of use

  async function residentOf(trace: Trace, direction: Direction): Promise<Resident> {
    const key = `${trace.start.trace} ${direction}`;
    // An unfinished trace has grown since.
    if (live.get(key)?.layers.length !== trace.layers.length) await drop(key);
    const resident = live.get(key) ?? (await createResident(runtime, trace, direction));
    live.delete(key);
    live.set(key, resident);
    for (const oldest of [...live.keys()].slice(0, -liveSessions)) await drop(oldest);
    return resident;
  }
  async function drop(key: string): Promise<void> {
    const resident = live.get(key);
    live.delete(key);
    await resident?.session.dispose();
  }
  async function answerLine(trace: Trace, { kind, token }: LineProbe): Promise<Float32Array> {
    return trace.ending
      ? sumOfLines(trace, await residentOf(trace, kind), kind, [token])
      : answerPlain(trace, { kind, token });
  }
  /** The sum of several tokens' rows or columns. */
  async function answerSet(traceNow: () => Trace, direction: Direction, asked: readonly number[]) {
    const trace = traceNow();
    const { heads, layout } = trace.start;
    const tokens = tokenCount(layout);
    if (asked.length === 0 || trace.layers.length === 0) {
      return new Float32Array(trace.layers.length * heads * tokens);
    }
    const resident = await residentOf(trace, direction);
    const rows = resident.layers.length * heads;
    const sum = new Float64Array(rows * tokens);
    const atOnce = Math.min(mostAskedAtOnce, Math.max(1, Math.floor(scoresPerRun / (rows * tokens))));
    for (let first = 0; first < asked.length; first += atOnce) {
      const part = await sumOfLines(trace, resident, direction, asked.slice(first, first + atOnce));
      for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + part[i]!;
      traceNow();
    }
    const divisor = direction === 'row' ? asked.length : 1;
    return Float32Array.from(sum, (total) => total / divisor);
  }
  async function answer(traceNow: () => Trace, probe: Probe): Promise<ProbeResult> {
    const trace = traceNow();
    const { heads, layout } = trace.start;
    const tokens = tokenCount(layout);
    refuseUnknown(probe, tokens);
    const values = await ('tokens' in probe
      ? answerSet(traceNow, probe.kind === 'rows' ? 'row' : 'column', probe.tokens)
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
    answer: (traceNow, probe) => queue.run(() => answer(traceNow, probe)),
    forget: (id) =>
      queue.run(async () => {
        for (const direction of ['row', 'column'] as const) await drop(`${id} ${direction}`);
      }),
  };
}

/** Whether a number is the index of a token. */
export function isToken(index: number, tokens: number): boolean {
  return Number.isInteger(index) && index >= 0 && index < tokens;
}

function refuseUnknown(probe: Probe, tokens: number): void {
  const asked = 'tokens' in probe ? probe.tokens : [probe.token];
  const unknown = asked.find((token) => !isToken(token, tokens));
  if (unknown !== undefined) {
    throw new RangeError(`There is no token ${unknown} in a sequence of ${tokens}.`);
  }
  if (probe.kind === 'rows' && asked.length === 0) {
    throw new RangeError('A mean of rows needs at least one token.');
  }
}

async function createResident(runtime: Runtime, trace: Trace, direction: Direction): Promise<Resident> {
  const layers = [...trace.layers];
  const probed: ProbedLayers = {
    spec: trace.model.spec,
    tokens: tokenCount(trace.start.layout),
    layers: layers.map(({ layer }) => trace.run.blocks[layer]!.variant),
  };
  const weights = new Map<string, Float32Array>();
  const keep = (name: string, layer: Layer, values: Float32Array | undefined) => {
    if (values) weights.set(`${name}.${layer.layer}`, values);
  };
  for (const layer of layers) {
    const { q, k, mask } = attentionInputs(trace, layer);
    if (direction === 'row') {
      keep('k', layer, k);
      keep('mask', layer, mask);
    } else {
      keep('q', layer, q);
      keep('logsumexp', layer, layer.taps.logsumexp);
    }
  }
  const program = direction === 'row' ? rowProgram(probed) : columnProgram(probed);
  return { session: await runtime.session(program, weights, 'cpu'), layers };
}

/** The sum of some tokens' rows or columns [layers, heads, tokens]. */
async function sumOfLines(
  trace: Trace,
  { session, layers }: Resident,
  direction: Direction,
  asked: readonly number[],
): Promise<Float32Array> {
  const { spec } = trace.model;
  const headWidth = spec.width / spec.heads;
  const rows = layers.length * spec.heads;
  const gathered = (perToken: number, tensorOf: (layer: Layer) => Float32Array | undefined): FloatTensor => ({
    data: gather(trace, { layers, asked, perToken }, tensorOf),
    dims: [rows, asked.length, perToken],
  });
  const feeds: Record<string, FloatTensor> = {};
  if (direction === 'row') feeds.query = gathered(headWidth, (layer) => tapOf(layer, 'q'));
  else {
    feeds.key = gathered(headWidth, (layer) => tapOf(layer, 'k'));
    feeds.keyMask = gathered(1, (layer) => attentionInputs(trace, layer).mask);
  }
  // Sigmoid attention has the same bias in every layer that uses it.
  const logTokens = layers.map(({ layer }) => trace.run.blocks[layer]!.feeds.logTokens).find(Boolean);
  if (logTokens) feeds.logTokens = logTokens;
  const { values } = await session.run(feeds);
  return values!.data;
}

/** Some tokens' parts of a tensor [heads, tokens, perToken] of every layer: [layers, heads, asked, perToken]. */
function gather(
  trace: Trace,
  { layers, asked, perToken }: { layers: readonly Layer[]; asked: readonly number[]; perToken: number },
  tensorOf: (layer: Layer) => Float32Array | undefined,
): Float32Array {
  const { heads, layout } = trace.start;
  const tokens = tokenCount(layout);
  const gathered = new Float32Array(layers.length * heads * asked.length * perToken);
  for (const [place, layer] of layers.entries()) {
    const all = tensorOf(layer);
    if (!all) continue;
    for (let head = 0; head < heads; head++) {
      for (const [i, token] of asked.entries()) {
        const begin = (head * tokens + token) * perToken;
        const to = ((place * heads + head) * asked.length + i) * perToken;
        gathered.set(all.subarray(begin, begin + perToken), to);
      }
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

import type { AttentionStack } from '../core/analysis/attention-stack.ts';
import type { NormSite } from '../core/analysis/norm-sites.ts';
import { tokenCount } from '../core/vit/token-layout.ts';
import type {
  FinalNorms,
  LayerSummary,
  ProbeResult,
  RolloutResult,
  TraceId,
  TraceStart,
  TraceSummary,
} from '../engine/engine.ts';
import type { PromptReport } from '../engine/prompt-report.ts';
import type { ShownAttention } from './displayed.ts';
import type { FeatureRecord } from './feature-record.ts';

/** The numbers of one trace, filled layer by layer. They stay out of the store, which knows them by the trace's id. */
export interface TraceRecord {
  readonly start: TraceStart;
  /** L2 norms of block outputs [layers, tokens]. */
  readonly norms: Float32Array;
  /** The same of what the branches add to the residual stream. */
  readonly attentionNorms: Float32Array;
  readonly mlpNorms: Float32Array;
  /** The same of the final norm of block outputs; filled once they have been asked for. */
  readonly finalNorms: Float32Array;
  /** Entropy of each query's row in nats [layers, heads, tokens]. */
  readonly entropy: Float32Array;
  readonly received: AttentionStack;
  /** The row of token 0. */
  readonly cls: AttentionStack;
  /** The row of `start.queryToken`. */
  readonly rows: AttentionStack;
  /** Trained gates [layers, heads, tokens], where the model has them and they are on. */
  gates: AttentionStack | undefined;
  /** 1 − the share that each query gives to the sinks [layers, heads, tokens], once it has been asked for. */
  implied: ImpliedGates | undefined;
  /** The newest answer to a probe. */
  probe: ProbeResult | undefined;
  /** The newest rollout. */
  rollout: RolloutResult | undefined;
  logits: Float32Array | undefined;
  /** Once features have been looked at. */
  features: FeatureRecord | undefined;
  /** The newest answer to the prompts. */
  prompts: PromptReport | undefined;
}

/** The gates that sinks imply, and the sinks. */
export interface ImpliedGates {
  readonly sinks: readonly number[];
  readonly gates: AttentionStack;
}

/** The records of one lens: of the trace that it shows and of the one before it. */
export interface TraceRecords {
  begin(start: TraceStart): void;
  addLayer(summary: LayerSummary): void;
  addProbe(result: ProbeResult): void;
  /** Keeps the norms after the final norm of the layers that had run. */
  addFinalNorms(result: FinalNorms): void;
  addRollout(result: RolloutResult): void;
  /** Keeps the gates implied by sinks, from a probe of all their columns together. */
  addSinks(sinks: readonly number[], columns: ProbeResult): void;
  finish(summary: TraceSummary): void;
  get(trace: TraceId): TraceRecord | undefined;
}

/** More than the shown trace and the one to fall back on are never needed. */
const KEPT_RECORDS = 2;

/** Makes an empty set of records. */
export function createTraceRecords(): TraceRecords {
  const records = new Map<TraceId, TraceRecord>();
  return {
    begin(start) {
      records.delete(start.trace);
      records.set(start.trace, emptyRecord(start));
      for (const id of [...records.keys()].slice(0, -KEPT_RECORDS)) records.delete(id);
    },
    addLayer(summary) {
      const record = records.get(summary.trace);
      if (record) fillLayer(record, summary);
    },
    addProbe(result) {
      const record = records.get(result.trace);
      if (record) record.probe = result;
    },
    addFinalNorms({ trace, values }) {
      records.get(trace)?.finalNorms.set(values);
    },
    addRollout(result) {
      const record = records.get(result.trace);
      if (record) record.rollout = result;
    },
    addSinks(sinks, columns) {
      const record = records.get(columns.trace);
      const values = columns.values.map((share) => 1 - share);
      if (record) record.implied = { sinks, gates: { ...columns, values } };
    },
    finish(summary) {
      const record = records.get(summary.trace);
      if (record) record.logits = summary.logits;
    },
    get: (trace) => records.get(trace),
  };
}

/** The stack that holds the attention that is shown; undefined before a probe has answered. */
export function shownStack(record: TraceRecord, shown: ShownAttention): AttentionStack | undefined {
  if (shown.reading === 'received') return record.received;
  if (shown.reading === 'gate') return record.gates ?? record.implied?.gates;
  const kind = shown.reading === 'attends-to' ? 'row' : 'column';
  if (shown.tokens) return probedSet(record, `${kind}s`, shown.tokens);
  if (record.probe?.probe.kind === kind && record.probe.probe.token === shown.token) return record.probe;
  if (kind === 'column') return undefined;
  if (shown.token === 0) return record.cls;
  return shown.token === record.start.queryToken ? record.rows : undefined;
}

function probedSet({ probe }: TraceRecord, kind: 'rows' | 'columns', tokens: readonly number[]) {
  return probe?.probe.kind === kind && sameTokens(probe.probe.tokens, tokens) ? probe : undefined;
}

/** Whether two sets hold the same tokens in the same order. */
export function sameTokens(
  one: readonly number[] | undefined,
  other: readonly number[] | undefined,
): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.length === other.length && one.every((token, i) => token === other[i]);
}

/** One layer's norms, as a view [tokens]. */
export function layerNorms(record: TraceRecord, layer: number, site: NormSite = 'output'): Float32Array {
  const tokens = tokenCount(record.start.layout);
  return siteNorms(record, site).subarray(layer * tokens, (layer + 1) * tokens);
}

function siteNorms(record: TraceRecord, site: NormSite): Float32Array {
  switch (site) {
    case 'output':
      return record.norms;
    case 'final':
      return record.finalNorms;
    case 'attention':
      return record.attentionNorms;
    case 'mlp':
      return record.mlpNorms;
  }
}

function emptyRecord(start: TraceStart): TraceRecord {
  const tokens = tokenCount(start.layout);
  const { depth, heads } = start;
  const stack = () => emptyStack(start);
  return {
    start,
    norms: new Float32Array(depth * tokens),
    attentionNorms: new Float32Array(depth * tokens),
    mlpNorms: new Float32Array(depth * tokens),
    finalNorms: new Float32Array(depth * tokens),
    entropy: new Float32Array(depth * heads * tokens),
    received: stack(),
    cls: stack(),
    rows: stack(),
    gates: undefined,
    implied: undefined,
    probe: undefined,
    rollout: undefined,
    logits: undefined,
    features: undefined,
    prompts: undefined,
  };
}

function emptyStack({ layout, depth, heads }: TraceStart): AttentionStack {
  const tokens = tokenCount(layout);
  return { layers: depth, heads, tokens, values: new Float32Array(depth * heads * tokens) };
}

function fillLayer(record: TraceRecord, summary: LayerSummary): void {
  const { heads, tokens } = record.cls;
  const from = summary.layer * heads * tokens;
  record.norms.set(summary.norms, summary.layer * tokens);
  record.attentionNorms.set(summary.attentionNorms, summary.layer * tokens);
  record.mlpNorms.set(summary.mlpNorms, summary.layer * tokens);
  record.entropy.set(summary.entropy, from);
  record.received.values.set(summary.received, from);
  record.cls.values.set(summary.cls, from);
  record.rows.values.set(summary.rows, from);
  if (summary.gate) {
    record.gates ??= emptyStack(record.start);
    record.gates.values.set(summary.gate, from);
  }
}

import type { Effects } from '../core/analysis/effects.ts';
import type { TokenLayout } from '../core/vit/token-layout.ts';
import { prefixCount, tokenCount } from '../core/vit/token-layout.ts';
import type {
  DecodedImage,
  Engine,
  LayerSummary,
  OpenModel,
  Probe,
  ProbeResult,
  TraceId,
  TraceRequest,
  TraceStart,
} from '../engine/engine.ts';
import { scriptedComponents, scriptedSimilarity } from './scripted-features.ts';

/** What the scripted engine plays. */
export interface Script {
  readonly layout: TokenLayout;
  readonly depth: number;
  readonly heads: number;
  readonly classes?: number;
  /** Awaited before every answer, so that a test or a preview sets the pace. */
  readonly tick: (what: string) => Promise<void>;
  /** Called when a trace is to start; may throw what the real engine would. */
  readonly check?: (request: TraceRequest) => void;
  /** Called when components are asked for; may throw what the real engine would. */
  readonly checkComponents?: () => void;
  /** Called with every request in order. */
  readonly log?: (what: string) => void;
}

/** A test double of the engine: deterministic made-up maps, the real one's order of events. */
export function createScriptedEngine(script: Script): Engine {
  const { layout, depth, heads, tick } = script;
  const traces = new Map<TraceId, TokenLayout>();
  const log = script.log ?? (() => undefined);
  let serial = 0;

  async function step(what: string, signal: AbortSignal | undefined): Promise<void> {
    await tick(what);
    signal?.throwIfAborted();
  }

  return {
    device: async () => ({ backend: 'wasm', threads: 2, reason: 'This browser offers no GPU to the page.' }),
    async open(source, options) {
      log(`open ${source.name}`);
      await step(`open ${source.name}`, options?.signal);
      return openModel(source.name, ++serial, script);
    },
    async decode(_image, options) {
      log(`decode ${options?.name ?? ''}`);
      await step(`decode ${options?.name ?? ''}`, options?.signal);
      return { id: `image-${++serial}` as DecodedImage['id'], width: 640, height: 480 };
    },
    async similarity(trace, question, options) {
      log(`similarity ${question.site} ${question.tokens.join(' ')}`);
      await step(`similarity ${question.site}`, options?.signal);
      return scriptedSimilarity(trace, question, depth, tokenCount(traces.get(trace) ?? layout));
    },
    async components(request, options) {
      log(
        `components ${request.site} ${request.places.map(({ trace, layer }) => `${trace}:${layer}`).join(' ')}`,
      );
      await step(`components ${request.site}`, options?.signal);
      script.checkComponents?.();
      return scriptedComponents(request, (trace) => traces.get(trace) ?? layout);
    },
    async sinks(trace) {
      log(`sinks ${trace}`);
      return { trace, tokens: [3], heads: [] };
    },
    async finalNorms(trace) {
      log(`final norms ${trace}`);
      await step('final norms', undefined);
      const own = traces.get(trace);
      if (own === undefined) throw new Error(`The trace ${trace} is gone; trace the image again.`);
      return { trace, layers: depth, values: new Float32Array(depth * tokenCount(own)).fill(1) };
    },
    async effects(trace, reference, options) {
      log(`effects ${trace} ${reference ?? ''} ${options.outlierLayer} ${options.normLayer}`);
      await step(`effects ${trace}`, undefined);
      if (!traces.has(trace)) throw new Error(`The trace ${trace} is gone; trace the image again.`);
      return scriptedEffects(reference !== undefined);
    },
    tensors: () => Promise.reject(new Error('Tensors are not scripted.')),
    findNeurons: () => Promise.reject(new Error('The search is not scripted.')),
    async trace(request: TraceRequest, options) {
      const { interventions = {} } = request;
      const own = { ...layout, testTimeRegisters: interventions.registers?.count ?? 0 };
      const start: TraceStart = {
        trace: `trace-${++serial}` as TraceId,
        layout: own,
        frame: { x: 80, y: 0, width: 480, height: 480 },
        input: { height: layout.rows * 8, width: layout.columns * 8 },
        depth,
        heads,
        queryToken: request.queryToken < tokenCount(own) ? request.queryToken : 0,
        interventions,
      };
      traces.set(start.trace, own);
      const lane = options?.lane ?? '';
      log(`trace ${lane} ${request.model} ${request.image} ${request.framing.fit}`);
      await step(`start ${lane}`, options?.signal);
      script.check?.(request);
      options?.onStart?.(start);
      for (let layer = 0; layer < depth; layer++) {
        await step(`layer ${layer} ${lane}`, options?.signal);
        options?.onLayer?.(layerSummary(start, layer));
      }
      const logits = script.classes
        ? Float32Array.from({ length: script.classes }, (_, index) => 8 / (1 + index))
        : undefined;
      const finalNorms = new Float32Array(tokenCount(own)).fill(1);
      return { ...start, finalNorms, logits, elapsedMs: 120, cachedLayers: 0 };
    },
    async probe(trace: TraceId, probe: Probe, options): Promise<ProbeResult> {
      const asked = 'tokens' in probe ? probe.tokens : [probe.token];
      log(`probe ${probe.kind} ${asked.join(' ')}`);
      await step(`probe ${asked.join(' ')}`, options?.signal);
      const probed = traces.get(trace) ?? layout;
      const tokens = tokenCount(probed);
      const values = new Float32Array(depth * heads * tokens);
      for (let map = 0; map < depth * heads; map++) {
        values.set(attentionRow(probed, Math.floor(map / heads), map % heads, asked[0] ?? 0), map * tokens);
      }
      return { trace, probe, layers: depth, heads, tokens, values };
    },
    prompts: () => Promise.reject(new Error('Prompts are not scripted.')),
    async rollout(trace, question, options) {
      const asked = question.tokens === 'all' ? [0] : question.tokens;
      log(`rollout ${question.direction} ${asked.join(' ')} from ${question.options.start}`);
      await step(`rollout ${asked.join(' ')}`, options?.signal);
      const probed = traces.get(trace) ?? layout;
      const tokens = tokenCount(probed);
      const values = new Float32Array(depth * tokens);
      for (let layer = question.options.start; layer < depth; layer++) {
        values.set(attentionRow(probed, layer, 0, asked[0] ?? 0), layer * tokens);
      }
      return { trace, question, layers: depth, tokens, values };
    },
    async release(id) {
      traces.delete(id as TraceId);
      log(`release ${id}`);
    },
  };
}

function scriptedEffects(isCompared: boolean): Effects {
  return {
    outliers: 4,
    outlierShare: 0.01,
    maxOverMedian: 12,
    clsAttention: { outliers: 0.5, registers: 0, testTimeRegisters: 0 },
    entropy: 4,
    topClass: undefined,
    comparison: isCompared
      ? {
          clsCosine: 0.9,
          patchCosine: 0.8,
          ordinaryPatchCosine: 0.85,
          logitCosine: undefined,
          topClassKept: undefined,
        }
      : undefined,
  };
}

function openModel(name: string, serial: number, { layout, depth, heads, classes }: Script): OpenModel {
  const side = { height: layout.rows * 8, width: layout.columns * 8 };
  return {
    id: `model-${serial}` as OpenModel['id'],
    name,
    spec: {
      family: 'timm',
      width: 144,
      depth,
      heads,
      patch: 8,
      mlp: { kind: 'mlp', hidden: 576 },
      activation: 'gelu',
      normEpsilon: 1e-6,
      layerScale: false,
      qkvBias: true,
      normaliser: { kind: 'softmax' },
      cls: layout.cls === 1,
      registers: layout.registers,
      position: { rows: layout.rows, columns: layout.columns, prefix: 1, rule: 'bicubic-antialias' },
      classes: classes ?? 0,
      preprocessing: {
        resizeShortSide: side.height,
        crop: side,
        interpolation: 'bicubic',
        mean: [0.5, 0.5, 0.5],
        std: [0.5, 0.5, 0.5],
      },
    },
    labels: undefined,
    weightBytes: 3_187_648,
    textBytes: undefined,
  };
}

function layerSummary(start: TraceStart, layer: number): LayerSummary {
  const { layout, heads } = start;
  const tokens = tokenCount(layout);
  const stack = (row: (head: number) => Float32Array) => {
    const values = new Float32Array(heads * tokens);
    for (let head = 0; head < heads; head++) values.set(row(head), head * tokens);
    return values;
  };
  const row = (token: number) => stack((head) => attentionRow(layout, layer, head, token));
  return {
    trace: start.trace,
    layer,
    norms: tokenNorms(layout, layer),
    attentionNorms: tokenNorms(layout, layer).map((norm) => norm / 4),
    mlpNorms: tokenNorms(layout, layer).map((norm) => norm / 2),
    received: row(-1),
    entropy: new Float32Array(heads * tokens).fill(Math.log(tokens) - layer / 3),
    cls: row(0),
    rows: row(start.queryToken),
    gate: undefined,
  };
}

function tokenNorms(layout: TokenLayout, layer: number): Float32Array {
  const norms = Float32Array.from(
    { length: tokenCount(layout) },
    (_, token) => 6 + layer + Math.sin(token * 1.7) * 1.2,
  );
  const first = prefixCount(layout);
  if (layer >= 2) for (const sink of [27, 61, 144, 305]) norms[first + sink] = 90 + 12 * layer;
  return norms;
}

/** A blob around the query's patch, another one that drifts with the head, sums to 1. */
function attentionRow(layout: TokenLayout, layer: number, head: number, token: number): Float32Array {
  const { rows, columns } = layout;
  const first = prefixCount(layout);
  const values = new Float32Array(tokenCount(layout));
  const own =
    token >= first
      ? [Math.floor((token - first) / columns), (token - first) % columns]
      : [rows / 2, columns / 2];
  for (let patch = 0; patch < rows * columns; patch++) {
    const row = Math.floor(patch / columns);
    const column = patch % columns;
    const near = Math.exp(-((row - own[0]!) ** 2 + (column - own[1]!) ** 2) / (6 + layer * 4));
    const drift = Math.exp(
      -((row - ((head * 5) % rows)) ** 2 + (column - ((layer * 3) % columns)) ** 2) / 18,
    );
    values[first + patch] = near + 0.4 * drift + 0.02;
  }
  for (let special = 0; special < first; special++) values[special] = 1 + special;
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => value / sum);
}

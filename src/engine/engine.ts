import type { EffectOptions, Effects } from '../core/analysis/effects.ts';
import type { RolloutOptions } from '../core/analysis/rollout.ts';
import type { HeadMeasures } from '../core/analysis/sink-measures.ts';
import type { ByteSource } from '../core/checkpoint/byte-source.ts';
import type { Frame, FramingRequest } from '../core/image/framing.ts';
import type { Interventions } from '../core/intervention/interventions.ts';
import type { PositionRule, ViTSpec } from '../core/vit/spec.ts';
import type { TokenLayout } from '../core/vit/token-layout.ts';
import type {
  ComponentsRequest,
  PlaceComponents,
  SimilarityQuestion,
  SimilarityResult,
} from './feature-calls.ts';
import type { FinderProgress, FinderRequest, FinderResult } from './neuron-finder.ts';
import type { PromptReport } from './prompt-report.ts';

/** A checkpoint as its publisher ships it. Every file is a Blob, so a download and a dropped file look alike. */
export interface CheckpointSource {
  readonly name: string;
  readonly config: Blob;
  /** A Blob, or a file whose bytes arrive while the model runs already. */
  readonly weights: ByteSource;
  /** Where the weights come in several files: all after the first, which is `weights`. */
  readonly otherShards?: readonly ByteSource[];
  readonly preprocessor?: Blob;
  /** JSON: an object from class index to name, or an array of names. */
  readonly labels?: Blob;
  /** tokenizer.json of a model with a text tower, or its vocab.json and merges.txt. */
  readonly tokenizer?: Blob;
  readonly vocab?: Blob;
  readonly merges?: Blob;
}

export type ModelId = string & { readonly __brand: 'ModelId' };
export type ImageId = string & { readonly __brand: 'ImageId' };
export type TraceId = string & { readonly __brand: 'TraceId' };

/** Which processor runs the model, and why that one. */
export interface DeviceReport {
  readonly backend: 'webgpu' | 'wasm' | 'native';
  readonly threads: number;
  /** The GPU's name as the adapter gives it, where one runs the model. */
  readonly adapter?: string;
  /** One sentence for the badge: why this backend was chosen. */
  readonly reason: string;
}

export interface OpenModel {
  readonly id: ModelId;
  readonly name: string;
  readonly spec: ViTSpec;
  readonly labels: readonly string[] | undefined;
  readonly weightBytes: number;
  /** What a first prompt reads of the weights; undefined for a model without a text tower. */
  readonly textBytes: number | undefined;
}

export interface DecodedImage {
  readonly id: ImageId;
  readonly width: number;
  readonly height: number;
}

export interface TraceRequest {
  readonly model: ModelId;
  readonly image: ImageId;
  readonly framing: FramingRequest;
  readonly positionRule: 'publisher' | PositionRule;
  /** What is changed in the model; absent: nothing. */
  readonly interventions?: Interventions;
  /** The token whose attention rows every layer's summary brings along. Out of range counts as token 0. */
  readonly queryToken: number;
}

/** Known before the first layer has run. */
export interface TraceStart {
  readonly trace: TraceId;
  readonly layout: TokenLayout;
  /** The part of the image that the model sees, in source pixels. */
  readonly frame: Frame;
  readonly input: { readonly height: number; readonly width: number };
  readonly depth: number;
  readonly heads: number;
  readonly queryToken: number;
  /** As they were carried out: sinks that a rule chose are listed. */
  readonly interventions: Interventions;
}

/** The small taps of one layer, sent as soon as the layer has run. */
export interface LayerSummary {
  readonly trace: TraceId;
  readonly layer: number;
  /** L2 norms of the block output [tokens]. */
  readonly norms: Float32Array;
  /** L2 norms of what the attention branch adds to the residual stream: projected, gated, after LayerScale [tokens]. */
  readonly attentionNorms: Float32Array;
  /** L2 norms of what the MLP branch adds to the residual stream, after LayerScale [tokens]. */
  readonly mlpNorms: Float32Array;
  /** Attention received, the mean over queries [heads, tokens (key)]. */
  readonly received: Float32Array;
  /** Entropy of each attention row in nats [heads, tokens (query)]. */
  readonly entropy: Float32Array;
  /** Attention of the CLS token, or of token 0 where there is none [heads, tokens (key)]. */
  readonly cls: Float32Array;
  /** Attention of `TraceStart.queryToken` [heads, tokens (key)]. */
  readonly rows: Float32Array;
  /** Trained gates [heads, tokens], where the model has them and they are on. */
  readonly gate: Float32Array | undefined;
}

export interface TraceSummary extends TraceStart {
  /** L2 norms after the final LayerNorm [tokens]. */
  readonly finalNorms: Float32Array;
  /** [classes], where the checkpoint has a head. */
  readonly logits: Float32Array | undefined;
  readonly elapsedMs: number;
  /** Layers that were taken from the cache instead of being run. */
  readonly cachedLayers: number;
}

/**
 * A question to a trace. `row`: what the token attends to; `column`: who attends to the token; `rows`: what these
 * tokens attend to, the mean of their rows; `columns`: how much each token attends to all of these together.
 */
export type Probe =
  | { readonly kind: 'row'; readonly token: number }
  | { readonly kind: 'column'; readonly token: number }
  | { readonly kind: 'rows'; readonly tokens: readonly number[] }
  | { readonly kind: 'columns'; readonly tokens: readonly number[] };

export interface ProbeResult {
  readonly trace: TraceId;
  readonly probe: Probe;
  readonly layers: number;
  readonly heads: number;
  readonly tokens: number;
  /** Attention after the softmax [layers, heads, tokens]. */
  readonly values: Float32Array;
}

/** Norms as if each layer that has run were the last one. */
export interface FinalNorms {
  readonly trace: TraceId;
  readonly layers: number;
  /** L2 norms of the final LayerNorm of each layer's output [layers, tokens]. */
  readonly values: Float32Array;
}

/** Attention rollout of a query (row) or a key (column), or the mean over several of them. */
export interface RolloutQuestion {
  readonly direction: 'row' | 'column';
  /** Not empty. */
  readonly tokens: readonly number[] | 'all';
  readonly options: RolloutOptions;
}

export interface RolloutResult {
  readonly trace: TraceId;
  readonly question: RolloutQuestion;
  /** Those that have run. */
  readonly layers: number;
  readonly tokens: number;
  /** The rollout up to and including each layer [layers, tokens]; 0 before the first one. */
  readonly values: Float32Array;
}

export type SinkChoice = 'outliers' | 'received' | { readonly tokens: readonly number[] };

export interface SinkReport {
  readonly trace: TraceId;
  /** Token indices. */
  readonly tokens: readonly number[];
  /** [layers][heads] */
  readonly heads: readonly (readonly HeadMeasures[])[];
}

export interface NeuronSearch {
  readonly model: ModelId;
  readonly images: readonly ImageId[];
  readonly framing: FramingRequest;
  readonly settings: FinderRequest;
}

/** A tensor of a trace, by the name under which it is exported. */
export type TraceTensorName =
  | 'norms'
  | 'attention_norms'
  | 'mlp_norms'
  | 'attention'
  | 'attention_cls'
  | 'attention_query'
  | 'attention_received'
  | 'entropy'
  | 'gate'
  | 'q'
  | 'k'
  | 'v'
  | 'tokens'
  | 'final'
  | 'logits'
  | 'image_embedding';

export interface OtherTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export interface TensorRequest {
  readonly names: readonly TraceTensorName[];
  /** The token whose rows are `attention_query`. */
  readonly queryToken: number;
  /** The layer of `attention`; absent: the last one. */
  readonly attentionLayer?: number;
  /** Tensors that whoever asks has at hand, to stand in the same file. */
  readonly others?: readonly OtherTensor[];
  /** `numpy`: an .npz, of a single tensor a .npy. */
  readonly format: 'safetensors' | 'numpy';
  /** Stands in the file beside what describes the run. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Runs models. One instance a page or process; calls may overlap, one queue inside puts them in order.
 * Every promise rejects with an `AbortError` DOMException when its signal fires, and with an `InputError`
 * (what, where, what to do) when the input is at fault.
 */
export interface Engine {
  device(): Promise<DeviceReport>;
  /** Reads and checks a checkpoint's header; a block's weights are read when the block first runs. */
  open(source: CheckpointSource, options?: { signal?: AbortSignal }): Promise<OpenModel>;
  /** Decodes an image once (EXIF orientation applied, at most 50 megapixels). */
  decode(image: Blob, options?: { name?: string; signal?: AbortSignal }): Promise<DecodedImage>;
  /**
   * Runs the model block by block. A newer trace of the same lane supersedes an unfinished one, which then rejects
   * with AbortError; lanes, one for each lens, take turns.
   */
  trace(
    request: TraceRequest,
    options?: {
      signal?: AbortSignal;
      lane?: string;
      onStart?: (start: TraceStart) => void;
      onLayer?: (layer: LayerSummary) => void;
    },
  ): Promise<TraceSummary>;
  /**
   * Answers over the layers that have run. A newer probe of the same trace and kind supersedes a waiting one that
   * asks something else.
   */
  probe(trace: TraceId, probe: Probe, options?: { signal?: AbortSignal }): Promise<ProbeResult>;
  /** The final LayerNorm applied to the output of every layer that has run. */
  finalNorms(trace: TraceId, options?: { signal?: AbortSignal }): Promise<FinalNorms>;
  /**
   * Rollout up to every layer that has run. Takes its time on a first question; other calls come between.
   * @throws InputError where an option does not fit the model.
   */
  rollout(
    trace: TraceId,
    question: RolloutQuestion,
    options?: { signal?: AbortSignal },
  ): Promise<RolloutResult>;
  /** Sinks chosen by a rule on the trace's own measures or by hand, and what each head does with them. */
  sinks(trace: TraceId, choice: SinkChoice, options?: { signal?: AbortSignal }): Promise<SinkReport>;
  /**
   * How alike all tokens are to some tokens, in the layers that have run. A newer question about the same trace and site
   * supersedes an older one.
   */
  similarity(
    trace: TraceId,
    question: SimilarityQuestion,
    options?: { signal?: AbortSignal },
  ): Promise<SimilarityResult>;
  /**
   * The principal components of patches, in the order of the request's places.
   * @throws InputError if a foreground threshold leaves too few patches.
   */
  components(request: ComponentsRequest, options?: { signal?: AbortSignal }): Promise<PlaceComponents[]>;
  /** What a trace's interventions, or its other weights, did beside a reference trace. Both must be complete. */
  effects(trace: TraceId, reference: TraceId | undefined, options: EffectOptions): Promise<Effects>;
  /** A complete trace's tensors as one file. */
  tensors(trace: TraceId, request: TensorRequest): Promise<Blob>;
  /** Finds the neurons that make high-norm tokens, on decoded images. */
  findNeurons(
    request: NeuronSearch,
    options?: { signal?: AbortSignal; onProgress?: (progress: FinderProgress) => void },
  ): Promise<FinderResult>;
  /**
   * Compares a complete trace's image with prompts. Of the text tower's weights nothing is read before a model's first
   * prompt.
   */
  prompts(
    trace: TraceId,
    prompts: readonly string[],
    options?: { signal?: AbortSignal },
  ): Promise<PromptReport>;
  release(id: ModelId | ImageId | TraceId): Promise<void>;
}

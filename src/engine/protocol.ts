import type { EffectOptions } from '../core/analysis/effects.ts';
import type { BackendChoice } from './browser-runtime.ts';
import type { BytePort } from './byte-port.ts';
import type { CarriedError } from './carried-error.ts';
import type {
  CheckpointSource,
  Engine,
  LayerSummary,
  NeuronSearch,
  Probe,
  RolloutQuestion,
  SinkChoice,
  TensorRequest,
  TraceId,
  TraceRequest,
  TraceStart,
} from './engine.ts';
import type { ComponentsRequest, SimilarityQuestion } from './feature-calls.ts';
import type { FinderProgress } from './neuron-finder.ts';

/** A checkpoint on its way to the worker. */
export type SentSource = Omit<CheckpointSource, 'weights' | 'otherShards'> & {
  readonly weights: SentFile;
  readonly otherShards: readonly SentFile[];
};

/** A file itself, or the port through which it is read. */
export type SentFile = Blob | BytePort;

/** What the page asks of the worker: one entry for each method of the engine. */
export type Call =
  | { readonly method: 'device' }
  | { readonly method: 'open'; readonly source: SentSource }
  | { readonly method: 'decode'; readonly image: Blob; readonly name: string | undefined }
  | { readonly method: 'trace'; readonly request: TraceRequest; readonly lane: string | undefined }
  | { readonly method: 'probe'; readonly trace: TraceId; readonly probe: Probe }
  | { readonly method: 'similarity'; readonly trace: TraceId; readonly question: SimilarityQuestion }
  | { readonly method: 'components'; readonly request: ComponentsRequest }
  | { readonly method: 'finalNorms'; readonly trace: TraceId }
  | { readonly method: 'rollout'; readonly trace: TraceId; readonly question: RolloutQuestion }
  | { readonly method: 'sinks'; readonly trace: TraceId; readonly choice: SinkChoice }
  | {
      readonly method: 'effects';
      readonly trace: TraceId;
      readonly reference: TraceId | undefined;
      readonly options: EffectOptions;
    }
  | { readonly method: 'tensors'; readonly trace: TraceId; readonly request: TensorRequest }
  | { readonly method: 'findNeurons'; readonly request: NeuronSearch }
  | { readonly method: 'prompts'; readonly trace: TraceId; readonly prompts: readonly string[] }
  | { readonly method: 'release'; readonly id: Parameters<Engine['release']>[0] };

/** What a call resolves to. */
export type Answer<M extends Call['method']> = Awaited<ReturnType<Engine[M]>>;

/** Page → worker. The first message is `start`. */
export type ToWorker =
  | { readonly kind: 'start'; readonly backend: BackendChoice }
  | { readonly kind: 'call'; readonly id: number; readonly call: Call }
  | { readonly kind: 'abort'; readonly id: number };

/** Worker → page. */
export type FromWorker =
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | ({ readonly kind: 'error'; readonly id: number } & CarriedError)
  | { readonly kind: 'trace-start'; readonly id: number; readonly start: TraceStart }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: FinderProgress }
  | { readonly kind: 'layer'; readonly id: number; readonly layer: LayerSummary }
  | { readonly kind: 'device-lost'; readonly reason: string };

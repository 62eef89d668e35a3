import type { BlockTap } from '../../src/core/graph/block-program.ts';
import type { Interventions } from '../../src/core/intervention/interventions.ts';
import type { BackendChoice } from '../../src/engine/browser-runtime.ts';
import type { CheckpointSource, DeviceReport } from '../../src/engine/engine.ts';
import type { Distance } from '../fixtures/compare.ts';
import type { GoldenChoice } from '../fixtures/golden-run.ts';

/** A piece of work on the engine's parts, done in a worker. */
export interface LabTasks {
  /** A golden checkpoint against its publisher's outputs. */
  readonly parity: {
    readonly backend: BackendChoice;
    readonly source: CheckpointSource;
    readonly golden: Blob;
    readonly choice: GoldenChoice;
  };
  /** The golden's text as a prompt beside the golden's image, as the page asks it. */
  readonly prompts: { readonly source: CheckpointSource; readonly golden: Blob; readonly end: number };
  /** The first `layers` blocks on WebGPU against WebAssembly, on a square input of `size` pixels. */
  readonly backends: {
    readonly source: CheckpointSource;
    readonly size: number;
    readonly layers: number;
    readonly interventions?: Interventions;
  };
  /** A tiny block whose attention is cut into so many pieces, on WebGPU against the CPU. */
  readonly pieces: { readonly queryChunks: number };
  /** Whole runs with each set of taps in turn, `rounds` times and once before. */
  readonly runs: {
    readonly backend: BackendChoice;
    readonly source: CheckpointSource;
    readonly size: number;
    readonly taps: readonly (readonly BlockTap[])[];
    readonly rounds: number;
  };
  /** One token's attention row in every layer in plain code, `count` times. */
  readonly plainRows: { readonly source: CheckpointSource; readonly size: number; readonly count: number };
}

/** What each task answers. */
export interface LabAnswers {
  readonly parity: { readonly device: DeviceReport; readonly distances: Readonly<Record<string, Distance>> };
  readonly prompts: {
    readonly ids: readonly number[];
    readonly cosine: number;
    readonly tokenCosines: readonly number[];
    readonly embedding: Distance;
  };
  readonly backends: {
    readonly device: DeviceReport;
    /** Per layer and tensor. */
    readonly layers: readonly Readonly<Record<string, Distance>>[];
  };
  readonly pieces: { readonly device: DeviceReport; readonly error: number };
  readonly runs: {
    readonly device: DeviceReport;
    /** Until the engine was ready. */
    readonly startMs: number;
    /** The round before the others, which makes the sessions, until each layer was there [sets of taps][layers]. */
    readonly firstMs: readonly (readonly number[])[];
    /** Milliseconds [sets of taps][rounds]. */
    readonly ms: readonly (readonly number[])[];
    /** What a run with each set of taps holds at its end. */
    readonly keptBytes: readonly number[];
  };
  /** Milliseconds for all layers and heads, of each token. */
  readonly plainRows: { readonly ms: readonly number[] };
}

export type LabKind = keyof LabTasks;

/** Page → worker. */
export type ToLabWorker = {
  readonly [K in LabKind]: { readonly kind: K; readonly task: LabTasks[K] };
}[LabKind];

/** Worker → page. */
export type FromLabWorker =
  | { readonly kind: 'answer'; readonly value: LabAnswers[LabKind] }
  | { readonly kind: 'error'; readonly message: string };

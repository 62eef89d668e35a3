/** A dense F32 tensor in row-major order. */
export interface FloatTensor {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** A graph's inputs or outputs by name. */
export type FloatTensors = Readonly<Record<string, FloatTensor>>;

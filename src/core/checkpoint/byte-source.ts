/** Bytes from `begin` up to, but not including, `end`. */
export interface ByteRange {
  readonly begin: number;
  readonly end: number;
}

/** What is read before a model can show something next; ranges in any order. */
export type ReadingStage = readonly ByteRange[];

/** Bytes that are read in ranges; every `Blob` and `File` is one. Sizes and positions in bytes. */
export interface ByteSource {
  readonly size: number;
  slice(begin: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
  /** Told to a source whose bytes have yet to arrive: what will be read, stage after stage. */
  expect?(stages: readonly ReadingStage[]): void;
}

/** Bytes from `begin` up to, but not including, `end`. */
export interface ByteRange {
  readonly begin: number;
  readonly end: number;
}

/** Bytes that are read in ranges; every `Blob` and `File` is one. Sizes and positions in bytes. */
export interface ByteSource {
  readonly size: number;
  slice(begin: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
  /** Told to a source whose bytes have yet to arrive: what will be read, in that order. */
  expect?(ranges: readonly ByteRange[]): void;
}

/** Bytes that are read in ranges; every `Blob` and `File` is one. Sizes and positions in bytes. */
export interface ByteSource {
  readonly size: number;
  slice(begin: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

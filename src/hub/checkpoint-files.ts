import type { ByteSource } from '../core/checkpoint/byte-source.ts';

/** A publisher’s files; a download and a dropped file look alike. */
export interface CheckpointFiles {
  readonly name: string;
  readonly config: Blob;
  readonly weights: ByteSource;
  readonly preprocessor?: Blob;
  /** JSON: an object from class index to name, or an array of names. */
  readonly labels?: Blob;
}

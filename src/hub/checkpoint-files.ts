import type { ByteSource } from '../core/checkpoint/byte-source.ts';

/** A publisher’s files; a download and a dropped file look alike. */
export interface CheckpointFiles {
  readonly name: string;
  readonly config: Blob;
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

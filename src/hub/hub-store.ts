import type { ByteRange } from '../core/checkpoint/byte-source.ts';

/** A file of a repository at a revision of a hub. */
export interface FileKey {
  readonly hub: string;
  readonly repo: string;
  readonly revision: string;
  readonly file: string;
}

/** What is known of a file besides its bytes. */
export interface FileFacts {
  readonly size: number;
  /** Of the server that gave the first bytes. */
  readonly etag?: string | undefined;
  /** Whether the whole file has been compared with the hub's hash. */
  readonly verified: boolean;
}

/** The place of one file between visits. Ranges are kept as they arrive, in any order, each byte once. */
export interface FileShelf {
  readonly facts: FileFacts | undefined;
  readonly ranges: readonly ByteRange[];
  /** Bytes that lie within one or more of `ranges` without a gap. */
  read(begin: number, end: number): Promise<ArrayBuffer>;
  /** Rejects with a QuotaExceededError where there is no more room. */
  write(begin: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  note(facts: FileFacts): Promise<void>;
  clear(): Promise<void>;
}

/** A model of which something is stored. */
export interface StoredModel {
  readonly hub: string;
  readonly repo: string;
  readonly revision: string;
  readonly storedBytes: number;
}

/** What is kept of hubs between visits. */
export interface HubStore {
  file(key: FileKey): Promise<FileShelf>;
  /** The hub's own description of a repository, so that it opens without a network. */
  description(key: Omit<FileKey, 'file'>): Promise<string | undefined>;
  describe(key: Omit<FileKey, 'file'>, text: string): Promise<void>;
  models(): Promise<readonly StoredModel[]>;
  /** Removes a model's files and its description. */
  remove(model: Omit<FileKey, 'file'>): Promise<void>;
}

/** Whether a store could not keep something for lack of room. */
export function isFull(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** A SHA-256 that takes its bytes in pieces; browsers' own takes them whole, which most models are too large for. */
export interface Sha256 {
  update(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Lower-case hexadecimal; nothing can be added afterwards. */
  digest(): Promise<string>;
}

/** In this thread. */
export function createSha256(): Sha256 {
  const hash = sha256.create();
  return {
    async update(bytes) {
      hash.update(bytes);
    },
    digest: async () => bytesToHex(hash.digest()),
  };
}

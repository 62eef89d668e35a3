import * as words from '#words/hub/hub.ts';
import type { Sha256 } from './sha256.ts';

/** Up to this many bytes are kept until all are there. */
const wholeBytes = 2 ** 26;

/**
 * A SHA-256 of so many bytes that does not hold up the page. The browser's own is five times as fast but takes its
 * bytes whole: it gets what is small enough. The rest is hashed in pieces, in a thread of its own.
 */
export function createPageSha256(size: number): Sha256 {
  return size <= wholeBytes && isSecureContext ? createWholeSha256(size) : createWorkerSha256();
}

function createWholeSha256(size: number): Sha256 {
  let whole: Uint8Array<ArrayBuffer> | undefined;
  let length = 0;
  return {
    async update(bytes) {
      whole ??= new Uint8Array(size);
      whole.set(bytes, length);
      length += bytes.length;
    },
    async digest() {
      const digest = await crypto.subtle.digest('SHA-256', whole?.subarray(0, length) ?? new Uint8Array());
      whole = undefined;
      return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
    },
  };
}

function createWorkerSha256(): Sha256 {
  let worker: Worker | undefined;

  function ask(message: ArrayBuffer | 'digest', transfer: Transferable[] = []): Promise<string> {
    worker ??= new Worker(new URL('./sha256-worker.ts', import.meta.url), { type: 'module', name: 'sha256' });
    const asked = worker;
    return new Promise((resolve, reject) => {
      asked.onmessage = ({ data }: MessageEvent<string>) => resolve(data);
      asked.onerror = (event) => {
        event.preventDefault();
        reject(new Error(words.hashFailed(event.message)));
      };
      asked.postMessage(message, transfer);
    });
  }

  return {
    async update(bytes) {
      await ask(bytes.buffer, [bytes.buffer]);
    },
    async digest() {
      const digest = await ask('digest');
      worker?.terminate();
      return digest;
    },
  };
}

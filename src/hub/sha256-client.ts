import * as words from '#words/hub/hub.ts';
import type { Sha256 } from './sha256.ts';

/** A SHA-256 in a thread of its own, so that hashing a large file does not hold up the page. */
export function createWorkerSha256(): Sha256 {
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

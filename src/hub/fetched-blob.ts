import * as words from '#words/hub/hub.ts';
import { InputError } from '../core/input-error.ts';

/** Bytes that have arrived, of how many; `totalBytes` is 0 where the server does not say. */
export interface FetchProgress {
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

/** How a file is fetched. `expectedBytes` stands in where the server does not say how long it is. */
export interface FetchOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: FetchProgress) => void;
  readonly expectedBytes?: number;
}

/** Fetches a file with progress. Rejects with AbortError, or with InputError where the file cannot be had. */
export async function fetchBlob(url: string, options: FetchOptions = {}): Promise<Blob> {
  const response = await request(url, options.signal);
  if (!response.ok || response.body === null) {
    throw new InputError(words.fileRefused(fileName(url), response.status));
  }
  // A compressed answer's length is not the file's.
  const encoded = response.headers.has('content-encoding');
  const statedBytes = encoded ? 0 : Number(response.headers.get('content-length') ?? 0);
  const totalBytes = statedBytes || (options.expectedBytes ?? 0);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let loadedBytes = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    loadedBytes += value.byteLength;
    options.onProgress?.({ loadedBytes, totalBytes: Math.max(totalBytes, totalBytes && loadedBytes) });
  }
  return new Blob(chunks, { type: response.headers.get('content-type') ?? '' });
}

async function request(url: string, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch(url, signal ? { signal } : {});
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new InputError(words.noNetwork(fileName(url)));
  }
}

function fileName(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}

import type { ByteSource, ReadingStage } from '../core/checkpoint/byte-source.ts';
import { type CarriedError, carryError, reviveError } from './carried-error.ts';

/** A file that another thread reads through a port. Goes along with a message whose transfer list has the port. */
export interface BytePort {
  readonly size: number;
  readonly port: MessagePort;
}

type ToServer =
  | { readonly kind: 'read'; readonly id: number; readonly begin: number; readonly end: number }
  | { readonly kind: 'expect'; readonly stages: readonly ReadingStage[] };

type FromServer =
  | { readonly kind: 'bytes'; readonly id: number; readonly bytes: ArrayBuffer }
  | { readonly kind: 'failed'; readonly id: number; readonly error: CarriedError };

interface WaitingRead {
  readonly resolve: (bytes: ArrayBuffer) => void;
  readonly reject: (error: Error) => void;
}

/** Answers the reads of the port's other end; `onReading` is told how many of them wait for their bytes. */
export function serveBytes(source: ByteSource, port: MessagePort, onReading: (reads: number) => void): void {
  let reads = 0;
  const answer = async (id: number, begin: number, end: number) => {
    onReading(++reads);
    try {
      const bytes = await source.slice(begin, end).arrayBuffer();
      port.postMessage({ kind: 'bytes', id, bytes } satisfies FromServer, [bytes]);
    } catch (error) {
      port.postMessage({ kind: 'failed', id, error: carryError(error) } satisfies FromServer);
    } finally {
      onReading(--reads);
    }
  };
  port.onmessage = ({ data }: MessageEvent<ToServer>) => {
    if (data.kind === 'expect') source.expect?.(data.stages);
    else void answer(data.id, data.begin, data.end);
  };
}

/** The file at the other end of a port. A read that fails there rejects here with the same error. */
export function openBytePort({ size, port }: BytePort): ByteSource {
  const waiting = new Map<number, WaitingRead>();
  let reads = 0;
  port.onmessage = ({ data }: MessageEvent<FromServer>) => {
    const read = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.kind === 'bytes') read?.resolve(data.bytes);
    else read?.reject(reviveError(data.error));
  };
  return {
    size,
    slice: (begin, end) => ({
      arrayBuffer() {
        const id = ++reads;
        return new Promise<ArrayBuffer>((resolve, reject) => {
          waiting.set(id, { resolve, reject });
          port.postMessage({ kind: 'read', id, begin, end: Math.min(end, size) } satisfies ToServer);
        });
      },
    }),
    expect(stages) {
      port.postMessage({ kind: 'expect', stages } satisfies ToServer);
    },
  };
}

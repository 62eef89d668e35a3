import type { ServerResponse } from 'node:http';

const stepBytes = 16_384;

/** How a body is sent. */
export interface Sending {
  /** Unlimited where 0. */
  readonly bytesPerSecond: number;
  /** The connection is dropped after so many bytes of the body. */
  readonly dropAfter: number | undefined;
  /** While true nothing more is sent. */
  readonly isHeld: () => boolean;
  /** Told of every piece that has been handed to the system. */
  readonly onSent: (bytes: number) => void;
}

/** Sends a body at a rate, and drops the connection where it is told to. */
export async function sendBody(response: ServerResponse, body: Uint8Array, sending: Sending): Promise<void> {
  const end = Math.min(body.length, sending.dropAfter ?? body.length);
  const begun = performance.now();
  response.flushHeaders();
  for (let position = 0; position < end; ) {
    while (sending.isHeld() && !response.destroyed) await new Promise((resolve) => setTimeout(resolve, 10));
    if (response.destroyed) return;
    const part = body.subarray(position, Math.min(position + stepBytes, end));
    await write(response, part);
    position += part.length;
    sending.onSent(part.length);
    if (sending.bytesPerSecond > 0) {
      const dueMs = (position / sending.bytesPerSecond) * 1000 - (performance.now() - begun);
      if (dueMs > 4) await new Promise((resolve) => setTimeout(resolve, dueMs));
    }
  }
  if (end < body.length) {
    // A test that holds the stream here can see to it that all of it has arrived.
    while (sending.isHeld() && !response.destroyed) await new Promise((resolve) => setTimeout(resolve, 10));
    response.socket?.destroySoon();
  } else response.end();
}

function write(response: ServerResponse, part: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.once('close', done);
    if (response.write(part)) done();
    else response.once('drain', done);
  });
}

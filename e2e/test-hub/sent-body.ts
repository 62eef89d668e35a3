import type { ServerResponse } from 'node:http';

const stepBytes = 16_384;

/** How a body is sent. */
export interface Sending {
  /** Resolves when so many bytes more may be sent. */
  readonly pace: (bytes: number) => Promise<void>;
  /** The connection is dropped after so many bytes of the body. */
  readonly dropAfter: number | undefined;
  /** While true nothing more is sent. */
  readonly isHeld: () => boolean;
  /** Told of every piece that has been handed to the system. */
  readonly onSent: (bytes: number) => void;
}

/** What late timers lose is made up for, up to this much. */
const maxCreditMs = 50;

/** Lets bytes pass at a rate, all connections together; unlimited where it is 0. */
export function createPace(bytesPerSecond: () => number): (bytes: number) => Promise<void> {
  let freeAtMs = 0;
  return async (bytes) => {
    const rate = bytesPerSecond();
    if (rate === 0) return;
    const nowMs = performance.now();
    freeAtMs = Math.max(nowMs - maxCreditMs, freeAtMs) + (bytes / rate) * 1000;
    if (freeAtMs - nowMs > 4) await new Promise((resolve) => setTimeout(resolve, freeAtMs - nowMs));
  };
}

/** Sends a body at a pace, and drops the connection where it is told to. */
export async function sendBody(response: ServerResponse, body: Uint8Array, sending: Sending): Promise<void> {
  const end = Math.min(body.length, sending.dropAfter ?? body.length);
  response.flushHeaders();
  for (let position = 0; position < end; ) {
    while (sending.isHeld() && !response.destroyed) await new Promise((resolve) => setTimeout(resolve, 10));
    if (response.destroyed) return;
    const part = body.subarray(position, Math.min(position + stepBytes, end));
    await write(response, part);
    position += part.length;
    sending.onSent(part.length);
    await sending.pace(part.length);
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

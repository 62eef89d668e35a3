import type { ByteRange } from '../core/checkpoint/byte-source.ts';

/** So many requests at most are on their way at once: a browser opens no more connections to a host. */
const maxRequests = 6;
/** The next request is made when no more than this is still to come: it is answered before all has arrived. */
const aheadBytes = 2 ** 22;

/** A request on its way. */
export interface Request {
  /** Grows where a server sends more than it was asked for. */
  range: ByteRange;
}

/** What requests are made of. */
export interface RequestSource {
  /** The next range to ask for beside those on their way; undefined while there is none. */
  next(onTheirWay: readonly ByteRange[]): ByteRange | undefined;
  /** How much of a range has not arrived. */
  missingBytes(range: ByteRange): number;
  /** Resolves when the range has arrived. */
  fetch(request: Request, signal: AbortSignal): Promise<void>;
}

/** Requests of one download. */
export interface Requests {
  /** Resolves when there is nothing more to ask for; rejects with the first failure, when all others have stopped. */
  readonly done: Promise<void>;
  /** To be called when something has arrived or something else is wanted. */
  look(): void;
}

/** Asks for one range after the other, early enough for the answers to follow each other without a pause. */
export function createRequests(source: RequestSource, signal: AbortSignal): Requests {
  const onTheirWay = new Map<Request, Promise<void>>();
  const own = new AbortController();
  const either = AbortSignal.any([signal, own.signal]);
  let finish!: () => void;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let isOver = false;
  let failure: { error: unknown } | undefined;

  function look(): void {
    while (!isOver && hasRoom()) {
      const range = source.next([...onTheirWay.keys()].map((request) => request.range));
      if (range === undefined) break;
      const request = { range };
      onTheirWay.set(request, follow(request));
    }
    if (onTheirWay.size > 0) return;
    isOver = true;
    finish();
  }

  function hasRoom(): boolean {
    if (either.aborted || onTheirWay.size === maxRequests) return false;
    const asked = [...onTheirWay.keys()].reduce((sum, { range }) => sum + source.missingBytes(range), 0);
    return asked <= aheadBytes;
  }

  async function follow(request: Request): Promise<void> {
    try {
      await source.fetch(request, either);
    } catch (error) {
      failure ??= { error };
      own.abort();
    }
    onTheirWay.delete(request);
    look();
  }

  look();
  return {
    done: finished.then(() => {
      if (failure) throw failure.error;
    }),
    look,
  };
}

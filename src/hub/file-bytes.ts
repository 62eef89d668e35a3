import type { ByteRange } from '../core/checkpoint/byte-source.ts';
import { type ByteRanges, joinRanges, missingFrom, withRange } from './byte-ranges.ts';
import type { FileShelf } from './hub-store.ts';

/** A shelf gets pieces of this size; a reload in the middle of one loses no more than it. */
const pieceBytes = 2 ** 20;
/** So many pieces may wait for the shelf before the download waits too. */
const maxWaitingPieces = 8;

interface Piece {
  readonly begin: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The bytes of a file that have arrived, on the shelf and, until they lie there, in memory. */
export interface FileBytes {
  readonly covered: ByteRanges;
  /** Takes bytes that `covered` lacks. Resolves when there is room for more. */
  add(begin: number, bytes: Uint8Array): Promise<void>;
  /** Puts on the shelf what has arrived so far. */
  flush(): Promise<void>;
  /** Bytes within `covered`, in a buffer of their own. */
  read(range: ByteRange): Promise<Uint8Array<ArrayBuffer>>;
  clear(): Promise<void>;
}

/** `onKeptInMemory` is called once, when the shelf takes no more. */
export function createFileBytes(shelf: FileShelf, onKeptInMemory: (error: unknown) => void): FileBytes {
  let covered = joinRanges(shelf.ranges);
  let pieces: readonly Piece[] = []; // in memory, whole
  let growing: { begin: number; length: number; buffer: Uint8Array<ArrayBuffer> } | undefined;
  let takesMore = true;
  let waiting = 0;
  let lastWrite: Promise<void> = Promise.resolve();

  function seal(): void {
    if (growing === undefined || growing.length === 0) return;
    const { begin, length, buffer } = growing;
    growing = undefined;
    const piece = { begin, bytes: length === buffer.length ? buffer : buffer.slice(0, length) };
    pieces = [...pieces, piece];
    if (!takesMore) return;
    waiting++;
    lastWrite = lastWrite.then(() => put(piece)).finally(() => waiting--);
  }

  async function put(piece: Piece): Promise<void> {
    if (!takesMore || !pieces.includes(piece)) return;
    try {
      await shelf.write(piece.begin, piece.bytes);
      pieces = pieces.filter((other) => other !== piece);
    } catch (error) {
      takesMore = false;
      onKeptInMemory(error);
    }
  }

  function append(begin: number, bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; ) {
      if (growing && (growing.begin + growing.length !== begin + from || growing.length === pieceBytes))
        seal();
      growing ??= { begin: begin + from, length: 0, buffer: new Uint8Array(pieceBytes) };
      const part = bytes.subarray(from, from + pieceBytes - growing.length);
      growing.buffer.set(part, growing.length);
      growing.length += part.length;
      from += part.length;
    }
  }

  function inMemory(): Piece[] {
    const partial = growing && {
      begin: growing.begin,
      bytes: growing.buffer.subarray(0, growing.length),
    };
    return partial ? [...pieces, partial] : [...pieces];
  }

  return {
    get covered() {
      return covered;
    },
    async add(begin, bytes) {
      append(begin, bytes);
      covered = withRange(covered, { begin, end: begin + bytes.length });
      if (waiting > maxWaitingPieces) await lastWrite;
    },
    async flush() {
      seal();
      await lastWrite;
    },
    async read({ begin, end }) {
      const result = new Uint8Array(end - begin);
      let copied: ByteRanges = [];
      for (const piece of inMemory()) {
        const from = Math.max(begin, piece.begin);
        const to = Math.min(end, piece.begin + piece.bytes.length);
        if (from >= to) continue;
        result.set(piece.bytes.subarray(from - piece.begin, to - piece.begin), from - begin);
        copied = withRange(copied, { begin: from, end: to });
      }
      for (const part of missingFrom(copied, { begin, end })) {
        result.set(new Uint8Array(await shelf.read(part.begin, part.end)), part.begin - begin);
      }
      return result;
    },
    async clear() {
      pieces = [];
      growing = undefined;
      covered = [];
      await lastWrite;
      await shelf.clear();
    },
  };
}

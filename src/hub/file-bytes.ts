import type { ByteRange } from '../core/checkpoint/byte-source.ts';
import { type ByteRanges, joinRanges, missingFrom, withRange } from './byte-ranges.ts';
import type { FileShelf } from './hub-store.ts';

/** A shelf gets pieces of this size; a reload in the middle of one loses no more than it. */
const pieceBytes = 2 ** 20;
/** So many pieces may wait for the shelf before the download waits too. */
const maxWaitingPieces = 8;
/** So many pieces may grow at once: one for each request that is on its way. */
const maxGrowing = 6;
/** What lies on the shelf stays in memory too up to this much, so that it need not be fetched from there. */
const keptBytes = 2 ** 26;

interface Piece {
  readonly begin: number;
  /** Filled up to `length`. */
  bytes: Uint8Array<ArrayBuffer>;
  length: number;
  /** How much of it nobody has read yet. */
  unread: number;
  isOnShelf: boolean;
}

/** The bytes of a file that have arrived, on the shelf and, the newest of them, in memory. */
export interface FileBytes {
  readonly covered: ByteRanges;
  /** Takes bytes that `covered` lacks. Resolves when there is room for more. */
  add(begin: number, bytes: Uint8Array): Promise<void>;
  /** Puts on the shelf what has arrived so far. */
  flush(): Promise<void>;
  /** Bytes within `covered`, in a buffer of their own. They will not be read again soon. */
  read(range: ByteRange): Promise<Uint8Array<ArrayBuffer>>;
  /** The same for a reader besides the one that the file is for. */
  peek(range: ByteRange): Promise<Uint8Array<ArrayBuffer>>;
  /** Nobody will peek any more: what has been read and lies on the shelf need not stay in memory. */
  settle(): void;
  clear(): Promise<void>;
}

/** `onKeptInMemory` is called once, when the shelf takes no more. */
export function createFileBytes(shelf: FileShelf, onKeptInMemory: (error: unknown) => void): FileBytes {
  let covered = joinRanges(shelf.ranges);
  let pieces: readonly Piece[] = []; // whole ones, the oldest first
  let growing: readonly Piece[] = [];
  let isSettled = false;
  let takesMore = true;
  let waiting = 0;
  let lastWrite: Promise<void> = Promise.resolve();

  function seal(piece: Piece): void {
    growing = growing.filter((other) => other !== piece);
    if (piece.length < piece.bytes.length) piece.bytes = piece.bytes.slice(0, piece.length);
    pieces = [...pieces, piece];
    if (!takesMore) return;
    waiting++;
    lastWrite = lastWrite.then(() => put(piece)).finally(() => waiting--);
  }

  async function put(piece: Piece): Promise<void> {
    if (!takesMore || !pieces.includes(piece)) return;
    try {
      await shelf.write(piece.begin, piece.bytes);
      piece.isOnShelf = true;
      letGo();
    } catch (error) {
      takesMore = false;
      onKeptInMemory(error);
    }
  }

  /** Forgets what the shelf has where it has been read or takes too much memory. */
  function letGo(): void {
    let surplus = pieces.reduce((sum, { length }) => sum + length, -keptBytes);
    pieces = pieces.filter(({ isOnShelf, unread, length }) => {
      const stays = !isOnShelf || (surplus <= 0 && !(isSettled && unread === 0));
      if (!stays) surplus -= length;
      return stays;
    });
  }

  function append(begin: number, bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; ) {
      const piece = growingAt(begin + from);
      const part = bytes.subarray(from, from + pieceBytes - piece.length);
      piece.bytes.set(part, piece.length);
      piece.length += part.length;
      piece.unread += part.length;
      from += part.length;
      if (piece.length === pieceBytes) seal(piece);
    }
  }

  function growingAt(position: number): Piece {
    const known = growing.find(({ begin, length }) => begin + length === position);
    if (known) return known;
    if (growing.length === maxGrowing) seal(growing[0]!);
    const bytes = new Uint8Array(pieceBytes);
    const piece: Piece = { begin: position, bytes, length: 0, unread: 0, isOnShelf: false };
    growing = [...growing, piece];
    return piece;
  }

  async function copy({ begin, end }: ByteRange, readBytes: 0 | 1): Promise<Uint8Array<ArrayBuffer>> {
    const result = new Uint8Array(end - begin);
    let copied: ByteRanges = [];
    for (const piece of [...pieces, ...growing]) {
      const from = Math.max(begin, piece.begin);
      const to = Math.min(end, piece.begin + piece.length);
      if (from >= to) continue;
      result.set(piece.bytes.subarray(from - piece.begin, to - piece.begin), from - begin);
      piece.unread = Math.max(0, piece.unread - readBytes * (to - from));
      copied = withRange(copied, { begin: from, end: to });
    }
    letGo();
    for (const part of missingFrom(copied, { begin, end })) {
      result.set(new Uint8Array(await shelf.read(part.begin, part.end)), part.begin - begin);
    }
    return result;
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
      growing.forEach(seal);
      await lastWrite;
    },
    read: (range) => copy(range, 1),
    peek: (range) => copy(range, 0),
    settle() {
      isSettled = true;
      letGo();
    },
    async clear() {
      pieces = [];
      growing = [];
      covered = [];
      isSettled = false;
      await lastWrite;
      await shelf.clear();
    },
  };
}

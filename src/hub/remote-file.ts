import * as words from '#words/hub/download.ts';
import type { ByteRange, ByteSource, ReadingStage } from '../core/checkpoint/byte-source.ts';
import { InputError } from '../core/input-error.ts';
import { byteCount, joinRanges, missingFrom } from './byte-ranges.ts';
import { createFileBytes } from './file-bytes.ts';
import { createFileCheck } from './file-check.ts';
import type { FileShelf } from './hub-store.ts';
import { checkAnswer, readBody, saidHash } from './range-answer.ts';
import type { RangeRequest } from './range-requests.ts';
import { nextRequest, openPlan, plannedBytes, planReading } from './reading-plan.ts';
import { createRequests, type Request, type Requests } from './requests.ts';
import type { Sha256 } from './sha256.ts';

/** How far a file is; `loadedBytes` never falls and ends at `totalBytes`. */
export interface FileProgress {
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

/** What a remote file stands on. */
export interface RemoteFileOptions {
  /** What messages call it. */
  readonly name: string;
  readonly size: number;
  /** Lower-case hexadecimal, where the hub says it beforehand. */
  readonly sha256?: string | undefined;
  readonly shelf: FileShelf;
  readonly request: RangeRequest;
  readonly createHash: (size: number) => Sha256;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly onProgress?: (progress: FileProgress) => void;
  /** Called once, when there is no room to store more and the rest stays in memory. */
  readonly onKeptInMemory?: (error: unknown) => void;
}

/**
 * A file of a hub that is read while it arrives, in the order of `expect`. A read starts the download or goes on with
 * it; every byte is downloaded once, whatever breaks. Reads fail with InputError where the file cannot be had.
 */
export interface RemoteFile extends ByteSource {
  expect(stages: readonly ReadingStage[]): void;
  /** Stops the download; reads that wait fail with AbortError. The next read goes on with it. */
  pause(): void;
  /** Stops and deletes what has arrived. */
  clear(): Promise<void>;
  /** Whether the whole file has been compared with the hub's hash. */
  readonly isVerified: boolean;
  /** Whether the file was not what the hub says, or changed; nothing that was read of it counts. */
  readonly isRuined: boolean;
}

interface WaitingRead {
  readonly range: ByteRange;
  resolve(bytes: ArrayBuffer): void;
  reject(error: unknown): void;
}

const maxBreaks = 5;
const firstPauseMs = 500;

export function createRemoteFile(options: RemoteFileOptions): RemoteFile {
  const { name, size, shelf, onProgress } = options;
  const bytes = createFileBytes(shelf, (error) => options.onKeptInMemory?.(error));
  let facts = shelf.facts ?? { size, etag: undefined, verified: false };
  let sha256 = options.sha256;
  let check = sha256 === undefined ? undefined : newCheck(sha256);
  let plan = openPlan(size);
  let waiting: readonly WaitingRead[] = [];
  let download: AbortController | undefined;
  let requests: Requests | undefined;
  let isAnswered = false;
  let lastRun: Promise<void> = Promise.resolve();
  let ruined: InputError | undefined;

  function newCheck(expected: string) {
    return createFileCheck(bytes, { size, expected, createHash: options.createHash });
  }

  /** The end of the model waits until the whole file has proved right: no result rests on a wrong file. */
  function waitsForCheck({ begin, end }: ByteRange): boolean {
    const { isWhole, last } = plan;
    if (facts.verified || check === undefined || !isWhole || last === undefined) return false;
    return begin < last.end && last.begin < end;
  }

  const isReady = (range: ByteRange) =>
    missingFrom(bytes.covered, range).length === 0 && !waitsForCheck(range);

  function answerReads(): void {
    const ready = waiting.filter(({ range }) => isReady(range));
    if (ready.length === 0) return;
    waiting = waiting.filter((read) => !ready.includes(read));
    for (const { range, resolve, reject } of ready)
      bytes.read(range).then(({ buffer }) => resolve(buffer), reject);
  }

  function failReads(error: unknown): void {
    const failed = waiting;
    waiting = [];
    for (const { reject } of failed) reject(error);
  }

  /** What is read now and was not expected. */
  function urgent(): ByteRange[] {
    const expected = plan.batches.flat();
    const isExpected = ({ begin, end }: ByteRange) =>
      expected.some((range) => range.begin <= begin && end <= range.end);
    return waiting.map(({ range }) => range).filter((range) => !isExpected(range));
  }

  function report(): void {
    const totalBytes = plannedBytes(plan, urgent());
    onProgress?.({ loadedBytes: Math.min(byteCount(bytes.covered), totalBytes), totalBytes });
  }

  function start(): void {
    if (download !== undefined) return;
    const controller = new AbortController();
    download = controller;
    lastRun = lastRun.then(() => run(controller));
  }

  async function run(controller: AbortController): Promise<void> {
    const { signal } = controller;
    try {
      signal.throwIfAborted();
      requests = createRequests({ next, missingBytes, fetch: fetchRange }, signal);
      await requests.done;
      await verify();
      if (download === controller) download = undefined;
      answerReads();
      if (waiting.length > 0) start(); // asked for while the end was checked
    } catch (error) {
      await (ruined ? bytes.clear() : bytes.flush());
      if (download !== controller) return; // paused, and told so
      download = undefined;
      failReads(error);
    }
  }

  /** The second request waits for the first answer: a server that knows no ranges sends the whole file then. */
  function next(onTheirWay: readonly ByteRange[]): ByteRange | undefined {
    if (!isAnswered && onTheirWay.length > 0) return undefined;
    return nextRequest(plan, { urgent: urgent(), taken: joinRanges([...bytes.covered, ...onTheirWay]) });
  }

  const missingBytes = (range: ByteRange) => byteCount(missingFrom(bytes.covered, range));

  /** Downloads what a range lacks, going on where a broken stream ended. */
  async function fetchRange(request: Request, signal: AbortSignal): Promise<void> {
    const { range } = request;
    let breaks = 0;
    for (let rest = missingFrom(bytes.covered, range)[0]; rest; rest = missingFrom(bytes.covered, range)[0]) {
      const before = missingBytes(range);
      try {
        await receive(rest, request, signal);
      } catch (error) {
        if (signal.aborted || error instanceof InputError) throw error;
      }
      if (missingFrom(bytes.covered, rest).length === 0) continue;
      signal.throwIfAborted();
      breaks = missingBytes(range) < before ? 1 : breaks + 1;
      if (breaks > maxBreaks) throw new InputError(words.broken(name, byteCount(bytes.covered), size));
      await options.sleep(firstPauseMs * 2 ** (breaks - 1), signal);
    }
  }

  async function receive(range: ByteRange, request: Request, signal: AbortSignal): Promise<void> {
    const answer = await options.request(range, signal);
    const { begin, end, etag } = await checkAnswer(answer, { range, size, facts, name }).catch(ruin);
    isAnswered = true;
    if (facts.etag === undefined && etag !== undefined) {
      facts = { ...facts, etag };
      await shelf.note(facts).catch(() => undefined); // without room the bytes stay in memory as well
    }
    request.range = { begin: Math.min(begin, request.range.begin), end: Math.max(end, request.range.end) };
    const said = saidHash(answer);
    if (sha256 === undefined && said !== undefined) {
      sha256 = said;
      check = newCheck(said);
    }
    await readBody(answer, begin, async (position, chunk) => {
      signal.throwIfAborted();
      if (ruined) throw ruined;
      const arrived = { begin: position, end: Math.min(position + chunk.length, size) };
      for (const part of missingFrom(bytes.covered, arrived)) {
        await bytes.add(part.begin, chunk.subarray(part.begin - position, part.end - position));
      }
      check?.advance();
      answerReads();
      requests?.look();
      report();
    });
  }

  /** Keeps what has arrived and, where that is the whole file, compares it with its hash. */
  async function verify(): Promise<void> {
    const isChecked = !facts.verified && check !== undefined && missingBytes({ begin: 0, end: size }) === 0;
    const [isRight] = await Promise.all([isChecked ? check?.matches() : undefined, bytes.flush()]);
    const isPartial = plan.last !== undefined && !plan.isWhole;
    if (isRight !== undefined || isPartial || check === undefined) bytes.settle();
    if (isRight === undefined) return;
    if (!isRight) ruin(new InputError(words.wrongHash(name)));
    facts = { ...facts, verified: true };
    await shelf.note(facts).catch(() => undefined);
  }

  /** Fails every read from now on. What has arrived is deleted when no request is on its way any more. */
  function ruin(error: unknown): never {
    if (error instanceof InputError) ruined ??= error;
    throw error;
  }

  return {
    size,
    get isVerified() {
      return facts.verified;
    },
    get isRuined() {
      return ruined !== undefined;
    },
    slice: (begin, end) => ({
      async arrayBuffer() {
        if (ruined) throw ruined;
        const range = { begin, end: Math.min(end, size) };
        if (isReady(range)) return (await bytes.read(range)).buffer;
        return new Promise<ArrayBuffer>((resolve, reject) => {
          waiting = [...waiting, { range, resolve, reject }];
          start();
          requests?.look();
        });
      },
    }),
    expect(stages) {
      plan = planReading(stages, size);
      report();
      start();
      requests?.look();
    },
    pause() {
      const stopped = download;
      download = undefined;
      stopped?.abort();
      failReads(new DOMException('The download was stopped.', 'AbortError')); // no words
    },
    async clear() {
      this.pause();
      await lastRun;
      await bytes.clear();
      facts = { size, verified: false };
      check = sha256 === undefined ? undefined : newCheck(sha256);
    },
  };
}

import type { ByteRange, ReadingStage } from '../core/checkpoint/byte-source.ts';
import { type ByteRanges, byteCount, common, joinRanges, missingFrom } from './byte-ranges.ts';

/** The first request: a checkpoint's header fits in, with its 8 bytes of length. */
const firstBytes = 2 ** 18;
/** One request at most, so that something more urgent need not wait long. */
const requestBytes = 2 ** 26;
/** A gap of bytes that nobody wants which costs less than another request. */
const bridgedBytes = 2 ** 16;
/** A gap of bytes that are wanted later: on the way they cost no more than asking twice, and nothing in the end. */
const detourBytes = 2 ** 20;
/** What the requests of a batch carry at least, on the average. */
const worthwhileBytes = 2 ** 20;
/** What nobody reads is downloaded too where it is no more than this, so that the hash can be checked. */
const spareBytes = 2 ** 22;
const spareShare = 0.05;

/** What of a file will be downloaded, in which order. */
export interface ReadingPlan {
  readonly size: number;
  /** Each in the order of the file; empty until it is known what will be read. */
  readonly batches: readonly ByteRanges[];
  /** Read last; undefined until it is known. */
  readonly last: ByteRange | undefined;
  /** Whether the whole file will be downloaded. */
  readonly isWhole: boolean;
}

/** The plan of a file of which nobody has said what will be read. */
export function openPlan(size: number): ReadingPlan {
  return { size, batches: [], last: undefined, isWhole: false };
}

/**
 * Plans a download for what will be read, stage after stage. What the first stage needs comes first. The others come
 * in turn, several at a time where they are strewn about the file: a request costs more than a small tensor. The last
 * third comes in the order of the file, so that the hash, which knows no other, is not left behind.
 */
export function planReading(stages: readonly ReadingStage[], size: number): ReadingPlan {
  const spare = missingFrom(joinRanges([firstRange(size), ...stages.flat()]), { begin: 0, end: size });
  const isWhole = byteCount(spare) <= Math.max(spareBytes, size * spareShare);
  const wanted = joinRanges(isWhole ? [{ begin: 0, end: size }] : stages.flat());
  const batches = withJoinedEnd(worthwhileBatches(stages, wanted));
  const end = batches.pop() ?? [];
  return {
    size,
    batches: [...batches, joinRanges(isWhole ? [...end, ...spare] : end)],
    last: stages.at(-1)?.at(-1),
    isWhole,
  };
}

/** Batches that name no byte twice. What is not `wanted` is nowhere on the way. */
function worthwhileBatches(stages: readonly ReadingStage[], wanted: ByteRanges): ByteRanges[] {
  const batches: ByteRanges[] = [];
  let left = wanted;
  let waiting: ByteRange[] = [];
  stages.forEach((stage, i) => {
    waiting = [...waiting, ...stage];
    const batch = withDetours(
      waiting.flatMap((range) => common(left, range)),
      left,
    );
    const isWorthwhile = byteCount(batch) >= batch.length * worthwhileBytes;
    if (!isWorthwhile && i > 0 && i < stages.length - 1) return;
    batches.push(batch);
    left = left.flatMap((range) => missingFrom(batch, range));
    waiting = [];
  });
  return batches;
}

function withDetours(ranges: readonly ByteRange[], left: ByteRanges): ByteRanges {
  const joined = joinRanges(ranges);
  const gaps = joined.slice(1).map(({ begin }, i) => ({ begin: joined[i]!.end, end: begin }));
  const detours = gaps.filter(
    (gap) => gap.end - gap.begin <= detourBytes && missingFrom(left, gap).length === 0,
  );
  return joinRanges([...joined, ...detours]);
}

/** Joins the last batches that hold a third of all bytes into one; the first stays as it is. */
function withJoinedEnd(batches: readonly ByteRanges[]): ByteRanges[] {
  const endBytes = byteCount(batches.flat()) / 3;
  let first = batches.length - 1;
  while (first > 1 && byteCount(batches.slice(first).flat()) < endBytes) first--;
  return [...batches.slice(0, first), joinRanges(batches.slice(first).flat())];
}

/** Bytes that will have been downloaded when the plan is carried out. `urgent` is read now and was not expected. */
export function plannedBytes({ size, batches, isWhole }: ReadingPlan, urgent: readonly ByteRange[]): number {
  if (isWhole || batches.length === 0) return size;
  return byteCount(joinRanges([...batches.flat(), ...urgent, firstRange(size)]));
}

/**
 * The next request: what is urgent, then what is planned, joined as far as it lies together; undefined at the end.
 * `taken` has arrived or is on its way.
 */
export function nextRequest(
  plan: ReadingPlan,
  { urgent, taken }: { urgent: readonly ByteRange[]; taken: ByteRanges },
): ByteRange | undefined {
  let request: ByteRange | undefined;
  for (const wanted of inOrder(plan, urgent)) {
    for (const part of missingFrom(taken, wanted)) {
      if (request === undefined) request = part;
      else if (part.begin >= request.begin && part.end <= request.end) continue;
      else if (continues(request, part, taken)) request = { begin: request.begin, end: part.end };
      else return capped(request);
    }
  }
  return request && capped(request);
}

function inOrder({ size, batches }: ReadingPlan, urgent: readonly ByteRange[]): ByteRange[] {
  const header = urgent.some(({ begin }) => begin < firstBytes) ? [firstRange(size)] : [];
  return [...header, ...urgent, ...batches.flat()];
}

function firstRange(size: number): ByteRange {
  return { begin: 0, end: Math.min(firstBytes, size) };
}

function continues(request: ByteRange, part: ByteRange, taken: ByteRanges): boolean {
  const gap = part.begin - request.end;
  if (gap < 0 || gap > bridgedBytes) return false;
  return byteCount(missingFrom(taken, { begin: request.end, end: part.begin })) === gap;
}

function capped({ begin, end }: ByteRange): ByteRange {
  return { begin, end: Math.min(end, begin + requestBytes) };
}

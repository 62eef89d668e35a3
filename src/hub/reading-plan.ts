import type { ByteRange } from '../core/checkpoint/byte-source.ts';
import { type ByteRanges, byteCount, joinRanges, missingFrom } from './byte-ranges.ts';

/** The first request: a checkpoint's header fits in, with its 8 bytes of length. */
const firstBytes = 2 ** 18;
/** One request at most, so that something more urgent need not wait long. */
const requestBytes = 2 ** 26;
/** A gap of unneeded bytes that costs less than another request. */
const bridgedBytes = 2 ** 16;
/** What nobody reads is downloaded too where it is no more than this, so that the hash can be checked. */
const spareBytes = 2 ** 22;
const spareShare = 0.05;

/** What of a file is wanted, in which order. */
export interface ReadingPlan {
  /** What will be read, in order; empty until it is known. */
  readonly expected: readonly ByteRange[];
  /** What is read now and was not expected. */
  readonly urgent: readonly ByteRange[];
  readonly size: number;
}

/** Whether the whole file will be downloaded. */
export function wantsAll({ expected, size }: ReadingPlan): boolean {
  const spare = size - byteCount(joinRanges([...expected, { begin: 0, end: Math.min(firstBytes, size) }]));
  return expected.length > 0 && spare <= Math.max(spareBytes, size * spareShare);
}

/** Bytes that will have been downloaded when the plan is carried out. */
export function plannedBytes(plan: ReadingPlan): number {
  if (wantsAll(plan) || plan.expected.length === 0) return plan.size;
  return byteCount(joinRanges([...plan.expected, ...plan.urgent, firstRange(plan)]));
}

/** The next request: what is urgent, then what is expected, joined as far as it lies together; undefined at the end. */
export function nextRequest(plan: ReadingPlan, covered: ByteRanges): ByteRange | undefined {
  let request: ByteRange | undefined;
  for (const wanted of inOrder(plan)) {
    for (const part of missingFrom(covered, wanted)) {
      if (request === undefined) request = part;
      else if (part.begin >= request.begin && part.end <= request.end) continue;
      else if (continues(request, part, covered)) request = { begin: request.begin, end: part.end };
      else return capped(request);
    }
  }
  return request && capped(request);
}

function inOrder(plan: ReadingPlan): ByteRange[] {
  const { expected, urgent, size } = plan;
  const header = urgent.some(({ begin }) => begin < firstBytes) ? [firstRange(plan)] : [];
  const rest = wantsAll(plan) ? [{ begin: 0, end: size }] : [];
  return [...header, ...urgent, ...expected, ...rest];
}

function firstRange({ size }: ReadingPlan): ByteRange {
  return { begin: 0, end: Math.min(firstBytes, size) };
}

function continues(request: ByteRange, part: ByteRange, covered: ByteRanges): boolean {
  const gap = part.begin - request.end;
  if (gap < 0 || gap > bridgedBytes) return false;
  return byteCount(missingFrom(covered, { begin: request.end, end: part.begin })) === gap;
}

function capped({ begin, end }: ByteRange): ByteRange {
  return { begin, end: Math.min(end, begin + requestBytes) };
}

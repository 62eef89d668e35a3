import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ByteRange, ReadingStage } from '../core/checkpoint/byte-source.ts';
import { byteCount, joinRanges, missingFrom } from './byte-ranges.ts';
import { nextRequest, planReading } from './reading-plan.ts';

const megabyte = 2 ** 20;
const headerBytes = 2 ** 18;

/** All requests of a plan whose header has arrived, one after the other. */
function requestsOf(stages: readonly ReadingStage[], size: number): ByteRange[] {
  const plan = planReading(stages, size);
  let taken = joinRanges([{ begin: 0, end: headerBytes }]);
  const requests: ByteRange[] = [];
  for (;;) {
    const request = nextRequest(plan, { urgent: [], taken });
    if (request === undefined) return requests;
    requests.push(request);
    taken = joinRanges([...taken, request]);
  }
}

/** How many requests a stage waits for. */
function requestsUntil(stage: ReadingStage, requests: readonly ByteRange[]): number {
  const there = (count: number) => joinRanges([{ begin: 0, end: headerBytes }, ...requests.slice(0, count)]);
  let count = 0;
  while (stage.some((range) => missingFrom(there(count), range).length > 0)) count++;
  return count;
}

/** Twelve blocks of tensors like a small model's, shuffled. */
function strewnModel(): { stages: ReadingStage[]; size: number } {
  const tensorBytes = [590_000, 590_000, 442_000, 147_000, ...new Array<number>(8).fill(768)];
  const tensors = Array.from({ length: 12 }, (_, block) =>
    tensorBytes.map((bytes) => ({ block, bytes })),
  ).flat();
  let seed = 1;
  const shuffled = tensors
    .map((tensor) => {
      seed = (seed * 48271) % 2147483647;
      return { ...tensor, seed };
    })
    .sort((a, b) => a.seed - b.seed);
  const stages: ByteRange[][] = Array.from({ length: 12 }, () => []);
  let end = headerBytes;
  for (const { block, bytes } of shuffled) {
    const begin = end;
    end += bytes;
    stages[block]!.push({ begin, end });
  }
  return { stages, size: end };
}

describe('the plan of a download', () => {
  it('asks for blocks that lie in a row in one request', () => {
    const stages = Array.from({ length: 6 }, (_, i) => [
      { begin: headerBytes + i * 3 * megabyte, end: headerBytes + (i + 1) * 3 * megabyte },
    ]);
    expect(requestsOf(stages, headerBytes + 18 * megabyte)).toEqual([
      { begin: headerBytes, end: headerBytes + 18 * megabyte },
    ]);
  });

  it('needs few requests where tensors are strewn about, and the first block before the rest', () => {
    const { stages, size } = strewnModel();
    const requests = requestsOf(stages, size);
    expect(requests.length).toBeLessThan(20);
    const first = requestsUntil(stages[0]!, requests);
    expect(byteCount(requests.slice(0, first))).toBeLessThan(0.5 * size);
  });

  it('brings the end in the order of the file, for the hash', () => {
    const blockBytes = 3 * megabyte;
    const inFile = [0, 1, 10, 11, 2, 3, 4, 5, 6, 7, 8, 9];
    const stages = inFile.map((_, block) => {
      const begin = headerBytes + inFile.indexOf(block) * blockBytes;
      return [{ begin, end: begin + blockBytes }];
    });
    const requests = requestsOf(stages, headerBytes + 12 * blockBytes);
    const arrival = inFile.map((_, block) => requestsUntil(stages[block]!, requests));
    expect(arrival[2]).toBeLessThan(arrival[8]!);
    expect(arrival[10]).toBeLessThan(arrival[8]!);
    expect(requests.at(-1)!.end).toBe(headerBytes + 12 * blockBytes);
  });

  it('asks for each byte that is wanted once, and for no byte twice', () => {
    const file = fc.uniqueArray(fc.integer({ min: 0, max: 12 * megabyte }), { minLength: 2, maxLength: 40 });
    const stageOf = fc.array(fc.nat({ max: 4 }), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(file, stageOf, (cuts, owners) => {
        const sorted = [...cuts].sort((a, b) => a - b);
        const stages: ByteRange[][] = [[], [], [], [], []];
        sorted.slice(1).forEach((end, i) => {
          stages[owners[i]!]?.push({ begin: sorted[i]!, end });
        });
        const size = 14 * megabyte;
        const requests = requestsOf(stages, size);
        const all = [{ begin: 0, end: headerBytes }, ...requests];
        expect(byteCount(joinRanges(all))).toBe(byteCount(all));
        for (const range of stages.flat()) expect(missingFrom(joinRanges(all), range)).toEqual([]);
      }),
    );
  });
});

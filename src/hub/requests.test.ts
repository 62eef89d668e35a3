import { expect, it } from 'vitest';
import type { ByteRange } from '../core/checkpoint/byte-source.ts';
import { createRequests, type Request } from './requests.ts';

const megabyte = 2 ** 20;

/** Requests for ranges whose answers the test gives by hand. */
function requestsFor(ranges: readonly ByteRange[]) {
  const open: { request: Request; signal: AbortSignal; left: number; end: (error?: unknown) => void }[] = [];
  const begun = () => open.map(({ request }) => ranges.indexOf(request.range));
  const stop = new AbortController();
  const requests = createRequests(
    {
      next: () => ranges[open.length],
      missingBytes: (range) => open.find(({ request }) => request.range === range)?.left ?? 0,
      fetch: (request, signal) =>
        new Promise((resolve, reject) => {
          const left = request.range.end - request.range.begin;
          signal.addEventListener('abort', () => reject(signal.reason));
          open.push({ request, signal, left, end: (error) => (error ? reject(error) : resolve()) });
        }),
    },
    stop.signal,
  );
  const arrive = (index: number, bytes: number) => {
    open[index]!.left -= bytes;
    requests.look();
  };
  return { requests, open, begun, arrive, stop };
}

const inARow = (count: number, bytes: number) =>
  Array.from({ length: count }, (_, i) => ({ begin: i * bytes, end: (i + 1) * bytes }));

it('asks for the next range before the last of a long one has come, and no earlier', async () => {
  const { requests, open, begun, arrive } = requestsFor(inARow(2, 16 * megabyte));
  expect(begun()).toEqual([0]);
  arrive(0, 11 * megabyte);
  expect(begun()).toEqual([0]);
  arrive(0, megabyte);
  expect(begun()).toEqual([0, 1]);
  for (const { end } of open) end();
  await requests.done;
});

it('asks for many short ranges at once, but for no more than six', async () => {
  const { requests, open, begun } = requestsFor(inARow(8, 1000));
  expect(begun()).toEqual([0, 1, 2, 3, 4, 5]);
  open[3]!.end();
  await expect.poll(begun).toHaveLength(7);
  open[0]!.end();
  await expect.poll(begun).toHaveLength(8);
  for (const { end } of open) end();
  await requests.done;
  requests.look();
  expect(open).toHaveLength(8);
});

it('stops all others when one fails, and says so when they have stopped', async () => {
  const { requests, open, begun } = requestsFor(inARow(8, 1000));
  const failure = new Error('broken');
  open[2]!.end(failure);
  await expect(requests.done).rejects.toBe(failure);
  expect(open.every(({ signal }) => signal.aborted)).toBe(true);
  expect(begun()).toHaveLength(6);
});

it('asks for nothing more when it is stopped', async () => {
  const { requests, begun, stop } = requestsFor(inARow(8, 1000));
  stop.abort();
  await expect(requests.done).rejects.toMatchObject({ name: 'AbortError' });
  requests.look();
  expect(begun()).toHaveLength(6);
});

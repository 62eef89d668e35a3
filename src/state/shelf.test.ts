import { expect, it } from 'vitest';
import { createShelf } from './shelf.ts';

const never = new AbortController().signal;

it('makes a thing once for all who ask while it is being made', async () => {
  const shelf = createShelf<number>();
  let made = 0;
  const make = async () => ++made;
  expect(await Promise.all([shelf.take('a', never, make), shelf.take('a', never, make)])).toEqual([1, 1]);
  expect(await shelf.take('a', never, make)).toBe(1);
});

it('makes the thing again for one who waits when the maker cancels', async () => {
  const shelf = createShelf<number>();
  const aborted = shelf.take('a', never, () => Promise.reject(new DOMException('', 'AbortError')));
  const waiting = shelf.take('a', never, async () => 2);
  await expect(aborted).rejects.toThrow();
  expect(await waiting).toBe(2);
});

it('hands a failure to all who wait', async () => {
  const shelf = createShelf<number>();
  const fail = () => Promise.reject(new Error('cut off'));
  const both = [shelf.take('a', never, fail), shelf.take('a', never, fail)];
  for (const result of await Promise.allSettled(both)) expect(result.status).toBe('rejected');
});

it('lists the least recently taken first', async () => {
  const shelf = createShelf<string>();
  for (const key of ['a', 'b', 'a']) await shelf.take(key, never, async () => key);
  expect(shelf.entries().map(([key]) => key)).toEqual(['b', 'a']);
});

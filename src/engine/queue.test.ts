import { expect, test } from 'vitest';
import { createQueue } from './queue.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('tasks run one after the other in the order they came, however long each takes', async () => {
  const queue = createQueue();
  const events: string[] = [];
  const task = (name: string, ms: number) => async () => {
    events.push(`${name} begins`);
    await pause(ms);
    events.push(`${name} ends`);
    return name;
  };
  const results = await Promise.all([
    queue.run(task('a', 6)),
    queue.run(task('b', 0)),
    queue.run(task('c', 2)),
  ]);
  expect(results).toEqual(['a', 'b', 'c']);
  expect(events).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

test('a task that fails rejects its own caller and lets the next run', async () => {
  const queue = createQueue();
  const failing = queue.run(() => Promise.reject(new Error('no')));
  const next = queue.run(async () => 'yes');
  await expect(failing).rejects.toThrow('no');
  await expect(next).resolves.toBe('yes');
});

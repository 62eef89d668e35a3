import { expect, it, onTestFinished } from 'vitest';
import type { ByteSource, ReadingStage } from '../core/checkpoint/byte-source.ts';
import { InputError } from '../core/input-error.ts';
import { openBytePort, serveBytes } from './byte-port.ts';

function connect(source: ByteSource): { file: ByteSource; reads: number[] } {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => {
    port1.close();
    port2.close();
  });
  const reads: number[] = [];
  serveBytes(source, port1, (waiting) => reads.push(waiting));
  return { file: openBytePort({ size: source.size, port: port2 }), reads };
}

it('reads the same bytes through a port, and tells how many reads wait', async () => {
  const { file, reads } = connect(new Blob(['0123456789']));
  expect(file.size).toBe(10);
  const parts = await Promise.all([file.slice(2, 5).arrayBuffer(), file.slice(8, 99).arrayBuffer()]);
  expect(parts.map((part) => new TextDecoder().decode(part))).toEqual(['234', '89']);
  expect(reads[0]).toBe(1);
  await expect.poll(() => reads.at(-1)).toBe(0);
});

it('carries errors over with their kind and message', async () => {
  const failures = [new InputError('the file changed'), new DOMException('stopped', 'AbortError')];
  const { file } = connect({
    size: 4,
    slice: () => ({ arrayBuffer: () => Promise.reject(failures.shift()) }),
  });
  await expect(file.slice(0, 1).arrayBuffer()).rejects.toEqual(new InputError('the file changed'));
  await expect(file.slice(0, 1).arrayBuffer()).rejects.toMatchObject({ name: 'AbortError' });
});

it('tells the source what will be read, in order', async () => {
  const told: (readonly ReadingStage[])[] = [];
  const bytes = new Blob(['0123456789']);
  const { file } = connect({
    size: bytes.size,
    slice: (begin, end) => bytes.slice(begin, end),
    expect: (stages) => told.push(stages),
  });
  file.expect?.([[{ begin: 8, end: 10 }], [{ begin: 2, end: 3 }]]);
  await file.slice(0, 1).arrayBuffer();
  expect(told).toEqual([[[{ begin: 8, end: 10 }], [{ begin: 2, end: 3 }]]]);
});

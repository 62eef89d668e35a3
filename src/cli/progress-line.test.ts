import { expect, test } from 'vitest';
import { createProgressLine } from './progress-line.ts';

function terminal(options: { isTTY?: boolean; columns?: number }) {
  const written: string[] = [];
  return { written, stream: { ...options, write: (text: string) => written.push(text) } };
}

test('a terminal gets one line, cut to its width and written over', () => {
  const { written, stream } = terminal({ isTTY: true, columns: 25 });
  const line = createProgressLine(stream);
  line.show('photo.png (3 of 20): layer 11 of 12');
  line.clear();
  expect(written).toEqual(['\r\x1b[Kphoto.png (3 of 20): lay', '\r\x1b[K']);
});

test('a file or pipe gets nothing', () => {
  const { written, stream } = terminal({ columns: 80 });
  const line = createProgressLine(stream);
  line.show('photo.png: layer 1 of 12');
  line.clear();
  expect(written).toEqual([]);
});

import { crc32 as referenceCrc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { crc32, encodeStoredZip } from './stored-zip.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

test.skipIf(referenceCrc32 === undefined)('check sums are those of zlib, also over several parts', () => {
  for (const text of ['', 'a', '123456789', 'x'.repeat(5000)]) {
    const bytes = bytesOf(text);
    expect(crc32([bytes.subarray(0, 3), bytes.subarray(3)])).toBe(referenceCrc32(bytes));
  }
  expect(crc32([bytesOf('123456789')])).toBe(0xcbf43926);
});

test('an archive’s directory leads to every file, stored as it was given', async () => {
  const parts = encodeStoredZip([
    { name: 'one.npy', parts: [bytesOf('fir'), bytesOf('st')] },
    { name: 'ü.npy', parts: [] },
  ]);
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  const view = new DataView(bytes.buffer);
  const end = bytes.length - 22;
  expect(view.getUint32(end, true)).toBe(0x06054b50);
  expect(view.getUint16(end + 10, true)).toBe(2);
  let entry = view.getUint32(end + 16, true);
  const found: Record<string, string> = {};
  for (let file = 0; file < 2; file++) {
    expect(view.getUint32(entry, true)).toBe(0x02014b50);
    const [size, nameLength] = [view.getUint32(entry + 24, true), view.getUint16(entry + 28, true)];
    const name = new TextDecoder().decode(bytes.subarray(entry + 46, entry + 46 + nameLength));
    const local = view.getUint32(entry + 42, true);
    expect(view.getUint32(local, true)).toBe(0x04034b50);
    const data = local + 30 + view.getUint16(local + 26, true);
    const content = bytes.subarray(data, data + size);
    expect(view.getUint32(entry + 16, true)).toBe(crc32([content]));
    found[name] = new TextDecoder().decode(content);
    entry += 46 + nameLength;
  }
  expect(found).toEqual({ 'one.npy': 'first', 'ü.npy': '' });
  expect(entry).toBe(end);
});

/** A file of an archive. Its bytes may come in consecutive parts. */
export interface ZipEntry {
  readonly name: string;
  readonly parts: readonly Uint8Array<ArrayBuffer>[];
}

/** Without the 64-bit extension an archive and each of its files stay below 4 GiB. */
const LARGEST_BYTES = 2 ** 32 - 1;
/** 1 January 1980, the format's zero: equal contents make equal archives. */
const DATE = (1 << 5) | 1;

/**
 * Encodes files as the parts of one ZIP archive, stored without compression, ready for `new Blob(parts)`: what NumPy
 * calls .npz. Data is passed through without a copy.
 * @throws RangeError beyond 4 GiB.
 */
export function encodeStoredZip(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer>[] {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let position = 0;
  for (const entry of entries) {
    const name = new TextEncoder().encode(entry.name);
    const size = entry.parts.reduce((sum, part) => sum + part.length, 0);
    const facts = { name, size, crc: crc32(entry.parts) };
    const head = localHead(facts);
    directory.push(directoryEntry(facts, position));
    parts.push(head, ...entry.parts);
    position += head.length + size;
    if (position > LARGEST_BYTES) throw new RangeError('An archive holds at most 4 GiB.');
  }
  const directoryBytes = directory.reduce((sum, part) => sum + part.length, 0);
  if (position + directoryBytes > LARGEST_BYTES) throw new RangeError('An archive holds at most 4 GiB.');
  const end = record(22, 0x06054b50);
  end.view.setUint16(8, entries.length, true);
  end.view.setUint16(10, entries.length, true);
  end.view.setUint32(12, directoryBytes, true);
  end.view.setUint32(16, position, true);
  return [...parts, ...directory, end.bytes];
}

interface EntryFacts {
  readonly name: Uint8Array;
  readonly size: number;
  readonly crc: number;
}

function record(length: number, signature: number) {
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, signature, true);
  return { bytes, view };
}

function localHead(facts: EntryFacts): Uint8Array<ArrayBuffer> {
  const { bytes, view } = record(30 + facts.name.length, 0x04034b50);
  writeFacts(view, 4, facts);
  bytes.set(facts.name, 30);
  return bytes;
}

function directoryEntry(facts: EntryFacts, position: number): Uint8Array<ArrayBuffer> {
  const { bytes, view } = record(46 + facts.name.length, 0x02014b50);
  view.setUint16(4, 20, true);
  writeFacts(view, 6, facts);
  view.setUint32(42, position, true);
  bytes.set(facts.name, 46);
  return bytes;
}

/** What both kinds of record share: version 2.0, UTF-8 names, stored, date, sum, sizes, length of the name. */
function writeFacts(view: DataView, at: number, { name, size, crc }: EntryFacts): void {
  view.setUint16(at, 20, true);
  view.setUint16(at + 2, 0x0800, true);
  view.setUint16(at + 8, DATE, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, size, true);
  view.setUint32(at + 18, size, true);
  view.setUint16(at + 22, name.length, true);
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The check sum of ISO 3309, as ZIP and PNG have it. */
export function crc32(parts: readonly Uint8Array[]): number {
  let sum = 0xffffffff;
  for (const part of parts) {
    for (let i = 0; i < part.length; i++) sum = (sum >>> 8) ^ table[(sum ^ part[i]!) & 255]!;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

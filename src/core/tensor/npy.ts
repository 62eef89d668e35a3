/** The element types that are written: 32-bit floats, and one string of `length` characters (UTF-32). */
export type NpyType = { readonly kind: 'f4' } | { readonly kind: 'text'; readonly length: number };

/** Encodes the first bytes of a .npy file (format 1.0): little-endian, C order, data aligned to 64 bytes. */
export function encodeNpyHead(
  shape: readonly number[],
  type: NpyType = { kind: 'f4' },
): Uint8Array<ArrayBuffer> {
  const descr = type.kind === 'f4' ? '<f4' : `<U${type.length}`;
  // As Python writes a tuple: (), (3,), (3, 4).
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const dictionary = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple}, }`; // no words
  const total = Math.ceil((10 + dictionary.length + 1) / 64) * 64;
  const text = `\x93NUMPY\x01\x00\x00\x00${dictionary.padEnd(total - 11)}\n`;
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  new DataView(bytes.buffer).setUint16(8, total - 10, true);
  return bytes;
}

/** Encodes a text as a .npy file that holds one string; `array.item()` gives it back. */
export function encodeNpyText(text: string): Uint8Array<ArrayBuffer> {
  const characters = Array.from(text, (character) => character.codePointAt(0)!);
  const head = encodeNpyHead([], { kind: 'text', length: Math.max(1, characters.length) });
  const bytes = new Uint8Array(head.length + 4 * Math.max(1, characters.length));
  bytes.set(head);
  const view = new DataView(bytes.buffer, head.length);
  for (const [place, character] of characters.entries()) view.setUint32(4 * place, character, true);
  return bytes;
}

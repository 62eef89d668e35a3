/** Bytes that `btoa` and `atob` take at once: a multiple of 3, so that pieces join without padding. */
const PIECE_BYTES = 3 * 8192;

/** Encodes bytes as base64 with padding (RFC 4648, section 4). */
export function encodeBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let begin = 0; begin < bytes.length; begin += PIECE_BYTES) {
    pieces.push(btoa(String.fromCharCode(...bytes.subarray(begin, begin + PIECE_BYTES))));
  }
  return pieces.join('');
}

/** Decodes base64; undefined where the text is none. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let place = 0; place < binary.length; place++) bytes[place] = binary.charCodeAt(place);
    return bytes;
  } catch {
    return undefined;
  }
}

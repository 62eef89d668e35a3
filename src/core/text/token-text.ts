const wordEnd = '</w>';

/** A token of a prompt as it is shown. */
export interface TokenText {
  /** The characters that it stands for; where it holds only a part of one, its bytes in hexadecimal. */
  readonly text: string;
  /** Whether a word ends with it. */
  readonly endsWord: boolean;
}

/**
 * Turns a token of byte-level BPE into the text that it stands for: every byte is one printable character (openai/CLIP,
 * clip/simple_tokenizer.py, `bytes_to_unicode`), and `</w>` is the end of a word.
 */
export function tokenText(token: string): TokenText {
  if (/^<\|.*\|>$/.test(token)) return { text: token.slice(2, -2), endsWord: true };
  const endsWord = token.endsWith(wordEnd);
  const characters = [...(endsWord ? token.slice(0, -wordEnd.length) : token)];
  const bytes = characters.map((character) => byteOf.get(character));
  if (bytes.some((byte) => byte === undefined)) return { text: characters.join(''), endsWord };
  const known = Uint8Array.from(bytes as number[]);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(known), endsWord };
  } catch {
    const hex = Array.from(known, (byte) => byte.toString(16).padStart(2, '0'));
    return { text: `0x${hex.join('')}`, endsWord };
  }
}

/** Printable bytes stand for themselves, the others for characters from U+0100 on, in order. */
const byteOf: ReadonlyMap<string, number> = new Map(
  (() => {
    const isPrintable = (byte: number) =>
      (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    let others = 0;
    return Array.from({ length: 256 }, (_, byte): [string, number] => [
      String.fromCodePoint(isPrintable(byte) ? byte : 256 + others++),
      byte,
    ]);
  })(),
);

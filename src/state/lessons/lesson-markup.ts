import { faults } from '#words/state/lessons.ts';
import { type LiveValueName, parseLiveValue } from './live-value.ts';

/** A piece of a lesson's text. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis'; readonly of: readonly Inline[] }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  /** A number that the page fills in. */
  | { readonly kind: 'value'; readonly name: LiveValueName };

// An escaped character, strong, emphasis, a link, a number; each ends where its own mark comes again.
const MARK = /\\([\\*[{])|\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\(([^()\s]+)\)|\{([^{}]*)\}/g;

/**
 * Reads one paragraph: *emphasis*, **strong**, [a link](https://…), {outliers:peak} for a number of the page, and a
 * backslash before a mark that means itself. There is no other markup; everything else is text.
 * @throws SyntaxError with a sentence about the piece that is at fault.
 */
export function parseMarkup(text: string): Inline[] {
  const pieces: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(MARK)) {
    if (match.index > from) pieces.push({ kind: 'text', text: text.slice(from, match.index) });
    pieces.push(pieceOf(match));
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) });
  return pieces;
}

function pieceOf([, escaped, strong, emphasis, label, url, value]: RegExpMatchArray): Inline {
  if (escaped !== undefined) return { kind: 'text', text: escaped };
  if (strong !== undefined) return { kind: 'strong', of: parseMarkup(strong) };
  if (emphasis !== undefined) return { kind: 'emphasis', of: parseMarkup(emphasis) };
  if (label !== undefined && url !== undefined) return { kind: 'link', text: label, url: safeUrl(url) };
  return { kind: 'value', name: parseLiveValue(value ?? '') };
}

function safeUrl(url: string): string {
  if (!/^https:\/\/[\w.-]+(\/|$)/.test(url) || !URL.canParse(url)) {
    throw new SyntaxError(faults.link(JSON.stringify(url.slice(0, 60))));
  }
  return url;
}

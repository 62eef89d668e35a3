import * as words from '#words/hub/download.ts';
import type { ByteRange } from '../core/checkpoint/byte-source.ts';
import { InputError } from '../core/input-error.ts';
import type { FileFacts } from './hub-store.ts';

/** A range that was asked for, of a file that is known so far. */
interface AskedRange {
  readonly range: ByteRange;
  readonly size: number;
  readonly facts: FileFacts;
  readonly name: string;
}

/**
 * Whether an answer belongs to the file that the earlier bytes came from, and which bytes it brings: the range, or all
 * where the server does not know ranges. Throws InputError where the file has changed.
 */
export async function checkAnswer(
  answer: Response,
  { range, size, facts, name }: AskedRange,
): Promise<ByteRange & { etag: string | undefined }> {
  const etag = entityTag(answer);
  const stated = contentRange(answer);
  const isOther = etag !== undefined && facts.etag !== undefined && !isSameFile(etag, facts.etag);
  const isWhole = answer.status === 200;
  const statedSize = stated?.total ?? (isWhole ? plainLength(answer) : undefined);
  if (isOther || (statedSize !== undefined && statedSize !== size)) {
    await answer.body?.cancel();
    throw new InputError(words.changedMeanwhile(name));
  }
  if (isWhole) return { begin: 0, end: size, etag };
  return { begin: stated?.begin ?? range.begin, end: range.end, etag };
}

/** `HOST ETAG`: tags of different hosts of a content network need not be alike. */
function entityTag(answer: Response): string | undefined {
  const tag = answer.headers.get('etag')?.replace(/^W\//, '');
  return tag === undefined ? undefined : `${URL.canParse(answer.url) ? new URL(answer.url).host : ''} ${tag}`;
}

function isSameFile(tag: string, former: string): boolean {
  const [host, value] = splitTag(tag);
  const [formerHost, formerValue] = splitTag(former);
  return host !== formerHost || value === formerValue;
}

function splitTag(tag: string): [host: string, value: string] {
  const space = tag.indexOf(' ');
  return [tag.slice(0, space), tag.slice(space + 1)];
}

/** Cross-origin pages see this header only where the server exposes it. */
function contentRange(answer: Response): { begin: number; total: number } | undefined {
  const match = /^bytes (\d+)-\d+\/(\d+)$/.exec(answer.headers.get('content-range') ?? '');
  return match ? { begin: Number(match[1]), total: Number(match[2]) } : undefined;
}

function plainLength(answer: Response): number | undefined {
  const length = answer.headers.get('content-length');
  return length === null || answer.headers.has('content-encoding') ? undefined : Number(length);
}

/** Size of the file that an answer is of or a part of, where it can be seen. */
export function statedSize(answer: Response): number | undefined {
  return contentRange(answer)?.total ?? (answer.status === 200 ? plainLength(answer) : undefined);
}

/** The SHA-256 that the Hub gives for large files where no redirect hides it. */
export function saidHash(answer: Response): string | undefined {
  return /^(?:W\/)?"?([0-9a-f]{64})"?$/.exec(answer.headers.get('x-linked-etag') ?? '')?.[1];
}

/** Hands on the pieces of a body with their positions. */
export async function readBody(
  answer: Response,
  begin: number,
  take: (position: number, chunk: Uint8Array) => Promise<void>,
): Promise<void> {
  const reader = answer.body?.getReader();
  if (!reader) return;
  let position = begin;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      await take(position, value);
      position += value.length;
    }
  } finally {
    // Where `take` has failed nobody waits for the rest.
    reader.cancel().catch(() => undefined);
  }
}

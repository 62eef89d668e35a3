import type { LessonPlace, LessonSource } from './lesson-place.ts';

/** The word of a link that opens the list alone. */
const LIST = 'list';

/** A link's `lesson=`: an id or an address, and a step counted from 1 after a colon; undefined for what no link carries. */
export function encodeLesson(place: LessonPlace | undefined): string | undefined {
  if (place === undefined) return undefined;
  if (place.kind === 'list') return LIST;
  const { source, step } = place;
  if (source.kind === 'file') return undefined;
  const name = source.kind === 'shipped' ? source.id : source.url;
  return step === 0 ? name : `${name}:${step + 1}`;
}

/** Reads a link's `lesson=`; undefined for what is neither an id nor an address. Never throws. */
export function decodeLesson(text: string): LessonPlace | undefined {
  if (text === LIST) return { kind: 'list' };
  const match = /^(.{1,2000}?)(?::(\d{1,2}))?$/.exec(text);
  if (match === null) return undefined;
  const [, name = '', count = '1'] = match;
  const source = sourceOf(name) ?? sourceOf(text);
  return source && { kind: 'lesson', source, step: Math.max(0, Number(count) - 1) };
}

function sourceOf(name: string): LessonSource | undefined {
  if (/^[a-z][a-z0-9-]{0,60}$/.test(name)) return { kind: 'shipped', id: name };
  return isAddress(name) ? { kind: 'address', url: name } : undefined;
}

/** Addresses that the page may fetch: https, and this machine. A path is needed, so that no port reads as a step. */
function isAddress(text: string): boolean {
  if (!/^https?:\/\/[^/\s]+\/\S+$/.test(text) || !URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || hostname === 'localhost' || hostname === '127.0.0.1';
}

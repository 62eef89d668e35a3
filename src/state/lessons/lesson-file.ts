import * as words from '#words/state/lessons.ts';
import { InputError } from '../../core/input-error.ts';
import { LARGEST_LESSON_BYTES, type Lesson, parseLesson } from './lesson.ts';
import type { LessonPlace } from './lesson-place.ts';

/** Reads a lesson that was dropped or picked. @throws InputError naming the file and what is at fault. */
export async function readLessonFile(blob: Blob, name: string): Promise<LessonPlace> {
  refuseLarge(blob.size, name);
  const text = await blob.text();
  parseLesson(text, name);
  return { kind: 'lesson', source: { kind: 'file', name, text }, step: 0 };
}

/**
 * Fetches a lesson that lies at an address. Nothing but the request itself is sent there.
 * @throws InputError naming the address and what to do.
 */
export async function fetchLesson(url: string, options: { signal: AbortSignal }): Promise<Lesson> {
  const answer = await fetch(url, {
    ...options,
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
  }).catch((error: unknown) => {
    if (options.signal.aborted) throw error;
    throw new InputError(words.unreachable(url));
  });
  if (!answer.ok) throw new InputError(words.refused(url, answer.status));
  refuseLarge(Number(answer.headers.get('content-length') ?? 0), url);
  return parseLesson(await answer.text(), url);
}

function refuseLarge(bytes: number, name: string): void {
  if (bytes <= LARGEST_LESSON_BYTES) return;
  throw new InputError(words.tooLarge(name, Math.ceil(bytes / 1000), LARGEST_LESSON_BYTES / 1000));
}

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
    throw new InputError(
      `The lesson at ${url} could not be fetched. Its host may be away, or not allow other pages to read it (CORS). Download the file and drop it here.`,
    );
  });
  if (!answer.ok) {
    throw new InputError(
      `The lesson at ${url} could not be fetched: its host answers ${answer.status}. Check the address.`,
    );
  }
  refuseLarge(Number(answer.headers.get('content-length') ?? 0), url);
  return parseLesson(await answer.text(), url);
}

function refuseLarge(bytes: number, name: string): void {
  if (bytes <= LARGEST_LESSON_BYTES) return;
  const [size, limit] = [bytes, LARGEST_LESSON_BYTES].map((count) => Math.ceil(count / 1000));
  throw new InputError(`${name} has ${size} kB; a lesson has at most ${limit} kB.`);
}

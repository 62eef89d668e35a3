import { useEffect, useState } from 'react';
import * as words from '#words/view/lessons/panel.tsx';
import { InputError } from '../../core/input-error.ts';
import { type Lesson, parseLesson } from '../../state/lessons/lesson.ts';
import { fetchLesson } from '../../state/lessons/lesson-file.ts';
import type { LessonSource } from '../../state/lessons/lesson-place.ts';
import { explain, isAbort } from '../../state/notice.ts';
import { SHIPPED_LESSONS } from './lesson-shelf.ts';

/** A lesson, on its way, here, or why not. */
export type LoadedLesson =
  | { readonly status: 'loading' }
  | { readonly status: 'here'; readonly lesson: Lesson }
  | { readonly status: 'failed'; readonly message: string };

/** Reads the lesson of a source; one at an address is fetched. */
export function useLesson(source: LessonSource): LoadedLesson {
  const [state, setState] = useState<LoadedLesson>({ status: 'loading' });
  useEffect(() => {
    const controller = new AbortController();
    setState({ status: 'loading' });
    readSource(source, controller.signal).then(
      (lesson) => !controller.signal.aborted && setState({ status: 'here', lesson }),
      (error) => {
        if (controller.signal.aborted || isAbort(error)) return;
        setState({ status: 'failed', message: explain(error, words.opening).message });
      },
    );
    return () => controller.abort();
  }, [source]);
  return state;
}

async function readSource(source: LessonSource, signal: AbortSignal): Promise<Lesson> {
  switch (source.kind) {
    case 'address':
      return fetchLesson(source.url, { signal });
    case 'file':
      return parseLesson(source.text, source.name);
    case 'shipped':
      return shippedLesson(source.id);
  }
}

function shippedLesson(id: string): Lesson {
  const found = SHIPPED_LESSONS.find((shipped) => shipped.id === id);
  if (found) return found.lesson;
  const known = SHIPPED_LESSONS.map((shipped) => shipped.id).join(', ');
  throw new InputError(words.noSuchLesson(id, known));
}

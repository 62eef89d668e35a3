import { useEffect } from 'react';
import { encodeLesson } from '../../state/lessons/lesson-link.ts';
import type { LessonPlace } from '../../state/lessons/lesson-place.ts';
import { usePageOptions } from '../page-options-context.tsx';

/** Lets the page's address name the lesson's step, as long as one is open; a frame's address is not touched. */
export function useLessonAddress(place: LessonPlace): void {
  const { isEmbedded } = usePageOptions();
  const text = encodeLesson(place);
  useEffect(() => {
    if (isEmbedded) return;
    nameLesson(text);
    return () => nameLesson(undefined);
  }, [text, isEmbedded]);
}

function nameLesson(text: string | undefined): void {
  const url = new URL(window.location.href);
  if (text === undefined) url.searchParams.delete('lesson');
  else url.searchParams.set('lesson', text);
  window.history.replaceState(window.history.state, '', url);
}

import * as words from '#words/view/lessons/link.ts';
import { decodeLesson } from '../../state/lessons/lesson-link.ts';
import { pageParameter } from '../../state/link/page-parameters.ts';
import type { Scope } from '../../state/scope.ts';

/** Opens the lesson that the page's address names, if it names one. */
export function openLinkedLesson(
  scope: Pick<Scope, 'openLesson' | 'store'>,
  address: Pick<Location, 'search' | 'hash'>,
): void {
  const [text] = pageParameter(address, 'lesson');
  if (text === undefined) return;
  const place = decodeLesson(text);
  if (place) {
    scope.openLesson(place);
    return;
  }
  scope.store.setState({
    notice: {
      tone: 'error',
      message: words.unreadable(JSON.stringify(text.slice(0, 80))),
    },
  });
  scope.openLesson({ kind: 'list' });
}

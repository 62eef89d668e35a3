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
      message: `The link's lesson ${JSON.stringify(text.slice(0, 80))} is neither the name of a lesson nor an address that begins with https://. The list shows the lessons that there are.`,
    },
  });
  scope.openLesson({ kind: 'list' });
}

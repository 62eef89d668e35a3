import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import * as words from '#words/view/lessons/panel.tsx';
import type { LessonPlace } from '../../state/lessons/lesson-place.ts';
import { ChevronIcon, CloseIcon } from '../icons.tsx';
import { useScope, useScopeState } from '../scope-context.tsx';
import { LessonList } from './lesson-list.tsx';
import { LessonView } from './lesson-view.tsx';
import { LESSONS_BUTTON } from './lessons-opener.ts';
import styles from './lessons-panel.module.css';
import { useLessonAddress } from './use-lesson-address.ts';

/** The lessons beside the page: their list, or a step of one. The page stays usable. */
export function LessonsPanel() {
  const place = useScopeState((state) => state.lesson);
  return place && <OpenPanel place={place} />;
}

function OpenPanel({ place }: { place: LessonPlace }) {
  const scope = useScope();
  useLessonAddress(place);
  const [isFolded, setFolded] = useState(false);
  const root = useRef<HTMLElement>(null);
  const isLesson = place.kind === 'lesson';
  const closing = isLesson ? words.leave : words.close;
  const source = place.kind === 'lesson' ? place.source : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another lesson, or the list, begins at its top.
  useEffect(() => root.current?.focus({ preventScroll: true }), [source]);
  const close = () => {
    flushSync(() => scope.openLesson(undefined));
    document.getElementById(LESSONS_BUTTON)?.focus();
  };
  return (
    <aside
      ref={root}
      tabIndex={-1}
      className={styles.panel}
      aria-label={words.title}
      data-folded={isFolded}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <header className={styles.head}>
        {isLesson ? (
          <button type="button" className={styles.back} onClick={() => scope.openLesson({ kind: 'list' })}>
            <span className={styles.backChevron}>
              <ChevronIcon />
            </span>
            {words.all}
          </button>
        ) : (
          <h2>{words.title}</h2>
        )}
        <button
          type="button"
          className={styles.fold}
          aria-expanded={!isFolded}
          onClick={() => setFolded(!isFolded)}
        >
          {isFolded ? words.show : words.hide}
        </button>
        <button
          type="button"
          className={styles.close}
          aria-label={closing.name}
          title={closing.hint}
          onClick={close}
        >
          <CloseIcon />
        </button>
      </header>
      {place.kind === 'lesson' ? (
        <LessonView
          source={place.source}
          step={place.step}
          onStep={(step) => scope.openLesson({ ...place, step })}
          onFinish={() => scope.openLesson({ kind: 'list' })}
        />
      ) : (
        <LessonList />
      )}
    </aside>
  );
}

import { useState } from 'react';
import { FileButton } from '../file-button.tsx';
import controls from '../mechanism/controls.module.css';
import { useScope } from '../scope-context.tsx';
import styles from './lesson-list.module.css';
import { type LessonProgress, readProgress } from './lesson-progress.ts';
import { SHIPPED_LESSONS, type ShippedLesson } from './lesson-shelf.ts';

/** The lessons that there are, how long each takes and how far one has come. */
export function LessonList() {
  const [progress] = useState(() => readProgress(window.localStorage));
  return (
    <div className={styles.body}>
      <p className={styles.intro}>
        Short guided stories on the real page. It stays yours to play with; when you leave a lesson, it
        becomes what it was before.
      </p>
      <ol className={styles.list}>
        {SHIPPED_LESSONS.map((shipped, at) => (
          <li key={shipped.id}>
            <Entry
              shipped={shipped}
              number={at + 1}
              progress={Object.hasOwn(progress, shipped.id) ? progress[shipped.id] : undefined}
            />
          </li>
        ))}
      </ol>
      <div className={styles.own}>
        <FileButton className={controls.button} accept=".json" label="Open a lesson file">
          Open a lesson file…
        </FileButton>
        <p className={controls.note}>
          Teachers: a lesson is one text file (.lesson.json). Drop it on the page, or link to it with{' '}
          <code>?lesson=https://…</code>. The project’s docs/writing-a-lesson.md has the format.
        </p>
      </div>
    </div>
  );
}

interface EntryProps {
  readonly shipped: ShippedLesson;
  readonly number: number;
  readonly progress: LessonProgress | undefined;
}

function Entry({ shipped: { id, lesson }, number, progress }: EntryProps) {
  const scope = useScope();
  const last = lesson.steps.length - 1;
  const goesOn = progress !== undefined && !progress.isDone && progress.furthest > 0;
  const step = goesOn ? Math.min(progress.furthest, last) : 0;
  const done = progress?.isDone ? lesson.steps.length : step;
  return (
    <button
      type="button"
      className={styles.entry}
      onClick={() => scope.openLesson({ kind: 'lesson', source: { kind: 'shipped', id }, step })}
    >
      <span className={styles.number}>{number}</span>
      <span className={styles.words}>
        <span className={styles.title}>{lesson.title}</span>
        <span className={styles.about}>{lesson.about}</span>
        <span className={styles.facts}>
          {lesson.minutes} min, {lesson.steps.length} steps
          {progress?.isDone ? ', done' : goesOn ? `, go on at step ${step + 1}` : ''}
        </span>
        <span className={styles.track} aria-hidden="true">
          <span style={{ inlineSize: `${(done / lesson.steps.length) * 100}%` }} />
        </span>
      </span>
    </button>
  );
}

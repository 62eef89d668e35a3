import { useState } from 'react';
import * as words from '#words/view/lessons/panel.tsx';
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
      <p className={styles.intro}>{words.about}</p>
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
        <FileButton className={controls.button} accept=".json" label={words.openFile.name}>
          {words.openFile.text}
        </FileButton>
        <p className={controls.note}>
          {words.forTeachers((address) => (
            <code>{address}</code>
          ))}
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
  const state = progress?.isDone ? 'done' : goesOn ? { nextStep: step + 1 } : undefined;
  const done = progress?.isDone ? lesson.steps.length : step;
  return (
    <button
      type="button"
      className={styles.entry}
      onClick={() => scope.openLesson({ kind: 'lesson', source: { kind: 'shipped', id }, step })}
    >
      <span className={styles.number}>{number}</span>
      <span className={styles.words}>
        <span className={styles.title} lang={lesson.language}>
          {lesson.title}
        </span>
        <span className={styles.about} lang={lesson.language}>
          {lesson.about}
        </span>
        <span className={styles.facts}>{words.facts(lesson.minutes, lesson.steps.length, state)}</span>
        <span className={styles.track} aria-hidden="true">
          <span style={{ inlineSize: `${(done / lesson.steps.length) * 100}%` }} />
        </span>
      </span>
    </button>
  );
}

import { useEffect, useRef, useState } from 'react';
import * as words from '#words/view/lessons/panel.tsx';
import type { Lesson } from '../../state/lessons/lesson.ts';
import type { LessonSource } from '../../state/lessons/lesson-place.ts';
import { createLessonPlayer } from '../../state/lessons/lesson-player.ts';
import controls from '../mechanism/controls.module.css';
import { useScope, useScopeState } from '../scope-context.tsx';
import { LessonDiagram } from './lesson-diagram.tsx';
import { keepProgress } from './lesson-progress.ts';
import { LessonQuestion } from './lesson-question.tsx';
import { LessonText } from './lesson-text.tsx';
import styles from './lesson-view.module.css';
import { StepDots } from './step-dots.tsx';
import { useLesson } from './use-lesson.ts';
import { useLitParts } from './use-lit-parts.ts';

interface LessonViewProps {
  readonly source: LessonSource;
  readonly step: number;
  readonly onStep: (step: number) => void;
  readonly onFinish: () => void;
}

/** A lesson that is on its way, or its steps. */
export function LessonView(props: LessonViewProps) {
  const loaded = useLesson(props.source);
  switch (loaded.status) {
    case 'loading':
      return <p className={styles.waiting}>{words.loading}</p>;
    case 'failed':
      return (
        <p className={styles.waiting} role="alert">
          {loaded.message}
        </p>
      );
    case 'here':
      return <Steps {...props} lesson={loaded.lesson} />;
  }
}

function Steps({ lesson, source, step: asked, onStep, onFinish }: LessonViewProps & { lesson: Lesson }) {
  const scope = useScope();
  const [player] = useState(() => createLessonPlayer(scope));
  const hasImage = useScopeState((state) => state.requested.image !== undefined);
  const body = useRef<HTMLDivElement>(null);
  const last = lesson.steps.length - 1;
  const at = Math.min(Math.max(0, asked), last);
  const step = lesson.steps[at]!;
  useLitParts(step.parts);
  useEffect(() => {
    if (hasImage) player.show(lesson, at);
  }, [player, lesson, at, hasImage]);
  useEffect(() => () => player.leave(), [player]);
  const keep = (isDone: boolean) =>
    source.kind === 'shipped' && keepProgress(window.localStorage, source.id, { furthest: at, isDone });
  useEffect(() => {
    if (source.kind === 'shipped') {
      keepProgress(window.localStorage, source.id, { furthest: at, isDone: false });
    }
    body.current?.scrollTo({ top: 0 });
  }, [source, at]);
  useEffect(() => {
    if (asked !== at) onStep(at); // a key does not know how many steps there are
  }, [asked, at, onStep]);
  const go = (to: number) => to >= 0 && to <= last && onStep(to);
  return (
    <div className={styles.lesson}>
      <div className={styles.heading} lang={lesson.language}>
        <p>{lesson.title}</p>
        <p className={styles.facts}>{lesson.audience}</p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys. */}
      <section ref={body} className={styles.body} tabIndex={0} aria-label={words.step} lang={lesson.language}>
        <h2 className={styles.title}>{step.title}</h2>
        <LessonText of={step.text} />
        {step.diagram && <LessonDiagram key={`diagram-${at}`} diagram={step.diagram} />}
        {step.question && (
          <LessonQuestion key={`question-${at}`} question={step.question} onReveal={player.reveal} />
        )}
        {at === last && <Sources of={lesson.sources} />}
        <button type="button" className={controls.quiet} onClick={player.repeat}>
          {words.repeat}
        </button>
      </section>
      <p role="status" className={styles.said}>
        {words.stepOf(at + 1, last + 1, step.title)}
      </p>
      <footer className={styles.foot}>
        <button
          type="button"
          className={controls.button}
          aria-disabled={at === 0}
          title={words.previous.hint}
          onClick={() => go(at - 1)}
        >
          {words.previous.text}
        </button>
        <StepDots
          language={lesson.language}
          titles={lesson.steps.map(({ title }) => title)}
          current={at}
          onStep={go}
        />
        {at < last ? (
          <button
            type="button"
            className={controls.primary}
            title={words.next.hint}
            onClick={() => go(at + 1)}
          >
            {words.next.text}
          </button>
        ) : (
          <button
            type="button"
            className={controls.primary}
            onClick={() => {
              keep(true);
              onFinish();
            }}
          >
            {words.finish}
          </button>
        )}
      </footer>
    </div>
  );
}

function Sources({ of }: { of: Lesson['sources'] }) {
  if (of.length === 0) return null;
  return (
    <section className={styles.sources} aria-label={words.sources}>
      <h3>{words.sources}</h3>
      <ul>
        {of.map(({ title, url }) => (
          <li key={url}>
            <a href={url} target="_blank" rel="noreferrer">
              {title}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

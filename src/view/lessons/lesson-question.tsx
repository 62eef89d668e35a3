import { useId, useState } from 'react';
import * as words from '#words/view/lessons/panel.tsx';
import type { LessonQuestion as Question } from '../../state/lessons/lesson.ts';
import { classNames } from '../class-names.ts';
import controls from '../mechanism/controls.module.css';
import styles from './lesson-question.module.css';
import { LessonText } from './lesson-text.tsx';

interface LessonQuestionProps {
  readonly question: Question;
  /** Sets the page to what the answer is about. */
  readonly onReveal: () => void;
}

/** A question to decide on before the answer is shown. */
export function LessonQuestion({ question, onReveal }: LessonQuestionProps) {
  const [chosen, setChosen] = useState<number>();
  const [isRevealed, setRevealed] = useState(false);
  const name = useId();
  const { prompt, choices, answer, why } = question;
  const isRight = chosen === answer;
  return (
    <section className={styles.question} aria-label={words.question.name}>
      <fieldset>
        <legend className={styles.prompt}>
          <span className={styles.kind}>{words.question.kind}</span>
          <LessonText of={prompt} />
        </legend>
        {choices.map((choice, at) => (
          <label
            key={choice}
            className={styles.choice}
            data-state={
              isRevealed ? (at === answer ? 'right' : at === chosen ? 'wrong' : undefined) : undefined
            }
          >
            <input
              type="radio"
              name={name}
              checked={chosen === at}
              disabled={isRevealed}
              onChange={() => setChosen(at)}
            />
            <span>{choice}</span>
            {isRevealed && at === answer && <span className={styles.mark}>{words.question.right}</span>}
            {isRevealed && at === chosen && at !== answer && (
              <span className={styles.mark}>{words.question.guess}</span>
            )}
          </label>
        ))}
      </fieldset>
      {!isRevealed && (
        <button
          type="button"
          className={classNames(controls.primary, styles.reveal)}
          aria-disabled={chosen === undefined}
          onClick={() => {
            if (chosen === undefined) return;
            setRevealed(true);
            onReveal();
          }}
        >
          {chosen === undefined ? words.question.choose : words.question.reveal}
        </button>
      )}
      <div role="status" className={styles.answer}>
        {isRevealed && (
          <>
            <p className={styles.verdict}>
              {isRight ? words.question.asSaid : words.question.answerIs(choices[answer] ?? '')}
            </p>
            <LessonText of={why} />
          </>
        )}
      </div>
    </section>
  );
}

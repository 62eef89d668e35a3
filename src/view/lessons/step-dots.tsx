import * as words from '#words/view/lessons/panel.tsx';
import styles from './step-dots.module.css';

interface StepDotsProps {
  /** What the titles are in. */
  readonly language: string | undefined;
  readonly titles: readonly string[];
  readonly current: number;
  readonly onStep: (step: number) => void;
}

/** All steps of a lesson, each to jump to. */
export function StepDots({ language, titles, current, onStep }: StepDotsProps) {
  if (titles.length > 12) {
    return <p className={styles.count}>{words.stepCount(current + 1, titles.length)}</p>;
  }
  return (
    <ol className={styles.dots} aria-label={words.steps} lang={language}>
      {titles.map((title, step) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps do not move.
        <li key={step}>
          <button
            type="button"
            aria-label={words.stepName(step + 1, title)}
            aria-current={step === current ? 'step' : undefined}
            title={title}
            onClick={() => onStep(step)}
          >
            <span />
          </button>
        </li>
      ))}
    </ol>
  );
}

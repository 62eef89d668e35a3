import * as words from '#words/view/mechanism/finder.tsx';
import type { SearchProgress } from '../../state/neuron-search.ts';
import controls from './controls.module.css';
import styles from './finder-progress-line.module.css';

const STAGES: Readonly<Record<SearchProgress['stage'], { from: number; to: number }>> = {
  images: { from: 0, to: 0.1 },
  norms: { from: 0.1, to: 0.35 },
  scores: { from: 0.35, to: 0.55 },
  sweep: { from: 0.55, to: 1 },
};

interface FinderProgressLineProps {
  readonly progress: SearchProgress;
  readonly onCancel: () => void;
}

/** How far a search is, and the way out. */
export function FinderProgressLine({ progress, onCancel }: FinderProgressLineProps) {
  const { from, to } = STAGES[progress.stage];
  const share = from + (to - from) * (progress.total > 0 ? progress.done / progress.total : 0);
  return (
    <div className={styles.line}>
      <div className={styles.text}>
        <span role="status">{words.stages[progress.stage]}</span>
        <span className={styles.count}>
          {words.stageCount(Math.min(progress.done + 1, progress.total), progress.total)}
        </span>
      </div>
      <progress className={styles.bar} max={1} value={share} aria-label={words.progress} />
      <button type="button" className={controls.button} onClick={onCancel}>
        {words.cancel}
      </button>
    </div>
  );
}

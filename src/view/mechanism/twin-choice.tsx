import * as words from '#words/view/mechanism/registers.ts';
import { ControlRow } from './control-row.tsx';
import styles from './twin-choice.module.css';

/** A model that differs from the shown one in one thing. */
export interface Twin {
  readonly key: string;
  readonly title: string;
  readonly difference: string;
  readonly isCurrent: boolean;
  readonly choose: () => void;
}

/** The other variants of the model: the same image, another training. */
export function TwinChoice({ twins }: { twins: readonly Twin[] }) {
  return (
    <ControlRow label={words.twins} hint={words.twinsHint}>
      <ul className={styles.twins}>
        {twins.map(({ key, title, difference, isCurrent, choose }) => (
          <li key={key}>
            <button
              type="button"
              className={styles.twin}
              aria-pressed={isCurrent}
              title={difference}
              onClick={choose}
            >
              {title}
            </button>
          </li>
        ))}
      </ul>
    </ControlRow>
  );
}

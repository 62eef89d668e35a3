import type { ReactNode } from 'react';
import styles from './control-row.module.css';

interface ControlRowProps {
  readonly label: string;
  /** What the setting does, in one short sentence. */
  readonly hint?: ReactNode;
  readonly children: ReactNode;
}

/** A setting: its name, its control, and under it what it does. */
export function ControlRow({ label, hint, children }: ControlRowProps) {
  return (
    <div className={styles.row}>
      <span className={styles.label} aria-hidden="true">
        {label}
      </span>
      <div className={styles.control}>{children}</div>
      {hint && <p className={styles.hint}>{hint}</p>}
    </div>
  );
}

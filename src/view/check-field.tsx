import type { ReactNode } from 'react';
import styles from './check-field.module.css';

interface CheckFieldProps {
  readonly checked: boolean;
  /** What it does, where its name does not say all. */
  readonly hint?: string;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
}

/** A box to tick, with its name behind it. */
export function CheckField({ checked, hint, onChange, children }: CheckFieldProps) {
  return (
    <label className={styles.check} title={hint}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>{children}</span>
    </label>
  );
}

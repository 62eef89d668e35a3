import { useId } from 'react';
import styles from './term.module.css';

/** A name with its definition, which shows on hover and focus. */
export function Term({ children, definition }: { children: string; definition: string }) {
  const id = useId();
  return (
    <span className={styles.term}>
      <button type="button" aria-describedby={id}>
        {children}
      </button>
      <span id={id} role="tooltip" className={styles.definition}>
        {definition}
      </span>
    </span>
  );
}

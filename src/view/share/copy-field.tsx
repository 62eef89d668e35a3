import { useId } from 'react';
import * as words from '#words/view/share.ts';
import { useCopy } from '../table/use-copy.ts';
import styles from './share-sheet.module.css';

/** A text to copy, and a button that does it. */
export function CopyField({ label, text }: { label: string; text: string }) {
  const { copy, said } = useCopy();
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        className={styles.text}
        readOnly
        translate="no"
        rows={2}
        value={text}
        spellCheck={false}
        onFocus={(event) => event.currentTarget.select()}
      />
      <button
        type="button"
        className={styles.copy}
        aria-label={words.copyText(label)}
        onClick={() => copy(text, label)}
      >
        {words.copy}
      </button>
      <span className={styles.said} role="status">
        {said}
      </span>
    </div>
  );
}

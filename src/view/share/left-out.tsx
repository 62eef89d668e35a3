import { useState } from 'react';
import { leftOut as words } from '#words/view/share.ts';
import { explain } from '../../state/notice.ts';
import { downloadBlob } from '../mechanism/download.ts';
import { useScope } from '../scope-context.tsx';
import styles from './share-sheet.module.css';

/** What a link cannot carry, and the file that can. */
export function LeftOut({ sentences }: { sentences: readonly string[] }) {
  const scope = useScope();
  const [said, setSaid] = useState('');
  if (sentences.length === 0) return null;
  async function save(): Promise<void> {
    try {
      const now = new Date();
      const program = `Sinkscope ${import.meta.env.VITE_VERSION}`; // no words
      const stamp = { program, date: now.toISOString(), shown: {} };
      const text = await scope.saveSession({ withImage: true, stamp });
      downloadBlob('sinkscope-session.sinkscope.json', new Blob([text], { type: 'application/json' }));
      setSaid(words.saved);
    } catch (error) {
      setSaid(explain(error, words.saving).message);
    }
  }
  return (
    <div className={styles.left}>
      <p>{words.heading}</p>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <div className={styles.way}>
        <button type="button" className={styles.copy} onClick={() => void save()}>
          {words.save}
        </button>
        <span role="status">{said || words.saveHint}</span>
      </div>
    </div>
  );
}

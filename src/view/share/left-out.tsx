import { useState } from 'react';
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
      const program = `Sinkscope ${import.meta.env.VITE_VERSION}`;
      const stamp = { program, date: now.toISOString(), shown: {} };
      const text = await scope.saveSession({ withImage: true, stamp });
      downloadBlob('sinkscope-session.sinkscope.json', new Blob([text], { type: 'application/json' }));
      setSaid('Saved. Whoever drops it on the page sees the same; a model goes beside it as its folder.');
    } catch (error) {
      setSaid(explain(error, 'Saving the session').message);
    }
  }
  return (
    <div className={styles.left}>
      <p>What the link leaves out</p>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <div className={styles.way}>
        <button type="button" className={styles.copy} onClick={() => void save()}>
          Save a session file
        </button>
        <span role="status">{said || 'It holds all settings, and the image itself.'}</span>
      </div>
    </div>
  );
}

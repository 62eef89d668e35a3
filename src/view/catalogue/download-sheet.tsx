import type { DownloadQuestion } from '../../state/hub-state.ts';
import { modelTitle } from '../../state/library.ts';
import { formatMegabytes } from '../numbers.ts';
import { Sheet } from '../sheet.tsx';
import styles from './catalogue-sheet.module.css';
import { useHub } from './hub-context.tsx';

/** Asks before a large download, or one on a metered connection. */
export function DownloadSheet({ question }: { question: DownloadQuestion }) {
  const hub = useHub();
  const decline = () => hub.answer(question, false);
  const { repo, weightBytes, missingBytes, why, licence } = question;
  return (
    <Sheet title="Download this model?" onClose={decline}>
      <p className={styles.question}>
        {modelTitle({ kind: 'hub', repo }, [])} is {formatMegabytes(weightBytes)} MB
        {missingBytes < weightBytes &&
          `; ${formatMegabytes(missingBytes)} MB of it are not on this device yet`}
        . {why === 'metered' && 'This connection is slow or metered. '}
        The first layers show while the rest arrives; the download can be stopped and goes on where it was.
        {licence && ` Licence: ${licence}.`}
      </p>
      <div className={styles.answers}>
        <button type="button" className={styles.button} onClick={() => hub.answer(question, true)}>
          Download {formatMegabytes(missingBytes)} MB
        </button>
        <button type="button" className={styles.button} onClick={decline}>
          Not now
        </button>
      </div>
    </Sheet>
  );
}

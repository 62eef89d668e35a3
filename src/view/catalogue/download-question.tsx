import { modelTitle } from '../../state/library.ts';
import { formatMegabytes } from '../numbers.ts';
import { Sheet } from '../sheet.tsx';
import styles from './catalogue-sheet.module.css';
import { useHub, useHubState } from './hub-context.tsx';

/** Asks before a large download, or one on a metered connection. */
export function DownloadQuestion() {
  const hub = useHub();
  const question = useHubState((state) => state.question);
  const close = () => {
    if (question) hub.answer(question, false);
  };
  return (
    <Sheet title="Download this model?" isOpen={question !== undefined} onClose={close}>
      {question && (
        <>
          <p className={styles.question}>
            {modelTitle({ kind: 'hub', repo: question.repo }, [])} is {formatMegabytes(question.weightBytes)}{' '}
            MB
            {question.missingBytes < question.weightBytes &&
              `; ${formatMegabytes(question.missingBytes)} MB of it are not on this device yet`}
            . {question.why === 'metered' && 'This connection is slow or metered. '}
            The first layers show while the rest arrives; the download can be stopped and goes on where it
            was.
            {question.licence && ` Licence: ${question.licence}.`}
          </p>
          <div className={styles.answers}>
            <button type="button" className={styles.button} onClick={() => hub.answer(question, true)}>
              Download {formatMegabytes(question.missingBytes)} MB
            </button>
            <button type="button" className={styles.button} onClick={close}>
              Not now
            </button>
          </div>
        </>
      )}
    </Sheet>
  );
}

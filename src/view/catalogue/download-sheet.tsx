import * as words from '#words/view/download-question.ts';
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
    <Sheet title={words.title} onClose={decline}>
      <p className={styles.question}>
        {words.text({
          model: modelTitle({ kind: 'hub', repo }, []),
          size: formatMegabytes(weightBytes),
          missing: missingBytes < weightBytes ? formatMegabytes(missingBytes) : undefined,
          isMetered: why === 'metered',
          licence,
        })}
      </p>
      <div className={styles.answers}>
        <button type="button" className={styles.button} onClick={() => hub.answer(question, true)}>
          {words.download(formatMegabytes(missingBytes))}
        </button>
        <button type="button" className={styles.button} onClick={decline}>
          {words.notNow}
        </button>
      </div>
    </Sheet>
  );
}

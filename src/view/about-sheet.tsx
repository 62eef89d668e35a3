import * as words from '#words/view/about.tsx';
import { EMBEDDED_LABEL } from '../hub/embedded-models.ts';
import styles from './about-sheet.module.css';
import { CitationNote } from './citation-note.tsx';
import { OfflineNote } from './offline/offline-note.tsx';
import { Sheet } from './sheet.tsx';

/** What the maps are, what they are not, and what the first model is. */
export function AboutSheet({ onClose }: { onClose: () => void }) {
  return (
    <Sheet title={words.title} onClose={onClose}>
      <div className={styles.text}>
        {words.text({ embeddedModel: EMBEDDED_LABEL, offline: <OfflineNote />, citation: <CitationNote /> })}
        <p className={styles.references}>{words.references}</p>
      </div>
    </Sheet>
  );
}

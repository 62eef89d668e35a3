import * as words from '#words/view/citation.ts';
import { citeInWords, encodeBibtex, programReference } from '../core/citation/citation-text.ts';
import styles from './about-sheet.module.css';
import { useCopy } from './table/use-copy.ts';

/** How the program is cited, in words and as BibTeX, with a way to copy it. */
export function CitationNote() {
  const { copy, said } = useCopy();
  const reference = programReference(import.meta.env.VITE_VERSION, new Date().getFullYear());
  const bibtex = encodeBibtex(reference);
  return (
    <>
      <p>{words.text(citeInWords(reference))}</p>
      <section
        className={styles.bibtex}
        aria-label={words.bibtex}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it may be wider than the screen, and keys have to scroll it.
        tabIndex={0}
      >
        <pre>{bibtex}</pre>
      </section>
      <p className={styles.copying}>
        <button type="button" className={styles.copy} onClick={() => copy(bibtex, words.bibtex)}>
          {words.copyBibtex}
        </button>
        <span role="status">{said}</span>
      </p>
    </>
  );
}

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
      <p>
        {citeInWords(reference)} With a figure, name the model, the layer and head, the query, the reading and
        the scale; files from Export carry them, and it writes a list of the works behind the model and the
        methods in use.
      </p>
      <section
        className={styles.bibtex}
        aria-label="BibTeX"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it may be wider than the screen, and keys have to scroll it.
        tabIndex={0}
      >
        <pre>{bibtex}</pre>
      </section>
      <p className={styles.copying}>
        <button type="button" className={styles.copy} onClick={() => copy(bibtex, 'BibTeX')}>
          Copy BibTeX
        </button>
        <span role="status">{said}</span>
      </p>
    </>
  );
}

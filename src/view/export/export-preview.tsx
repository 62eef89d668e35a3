import { useEffect, useRef } from 'react';
import * as words from '#words/view/export-sheet.tsx';
import styles from './export-sheet.module.css';
import type { ExportState } from './use-export-file.ts';

/** More lines than this are not looked through in a sheet. */
const MOST_CHARACTERS = 6000;

/** The file as it will be saved. */
export function ExportPreview({ state }: { state: ExportState }) {
  if (state.status === 'failed') {
    return (
      <div className={styles.preview}>
        <p role="alert" className={styles.message}>
          {state.message}
        </p>
      </div>
    );
  }
  if (state.status === 'making') return <p className={styles.preview}>{words.making}</p>;
  const { shown } = state.file;
  if (shown.kind === 'figure') return <FigurePreview canvas={shown.canvas} />;
  const text =
    shown.text.length > MOST_CHARACTERS ? `${shown.text.slice(0, MOST_CHARACTERS)}\n…` : shown.text;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by the keyboard.
    <section className={styles.text} tabIndex={0} aria-label={words.preview}>
      <pre>{text}</pre>
    </section>
  );
}

function FigurePreview({ canvas }: { canvas: HTMLCanvasElement }) {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', words.figurePreview);
    root.current?.replaceChildren(canvas);
  }, [canvas]);
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by the keyboard.
  return <section ref={root} className={styles.preview} tabIndex={0} aria-label={words.preview} />;
}

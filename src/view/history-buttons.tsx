import { useStore } from 'zustand';
import * as words from '#words/view/header.ts';
import styles from './header.module.css';
import { RedoIcon, UndoIcon } from './icons.tsx';
import { keyCaps } from './key-caps.ts';
import { useScope } from './scope-context.tsx';

const UNDO_CAPS = ['Ctrl', 'Z']; // no words
const REDO_CAPS = ['Ctrl', 'Shift', 'Z']; // no words

/** Takes back, and brings again, whatever was changed on the page. */
export function HistoryButtons() {
  const scope = useScope();
  const canUndo = useStore(scope.history, ({ past }) => past.length > 0);
  const canRedo = useStore(scope.history, ({ future }) => future.length > 0);
  return (
    <>
      <button
        type="button"
        className={styles.tool}
        aria-label={words.undo}
        aria-disabled={!canUndo}
        title={words.withKey(words.undo, keyCaps(UNDO_CAPS).join(' '))}
        onClick={scope.undo}
      >
        <UndoIcon />
      </button>
      <button
        type="button"
        className={styles.tool}
        aria-label={words.redo}
        aria-disabled={!canRedo}
        title={words.withKey(words.redo, keyCaps(REDO_CAPS).join(' '))}
        onClick={scope.redo}
      >
        <RedoIcon />
      </button>
    </>
  );
}

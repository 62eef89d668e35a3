import { useStore } from 'zustand';
import styles from './header.module.css';
import { RedoIcon, UndoIcon } from './icons.tsx';
import { keyCaps } from './key-caps.ts';
import { useScope } from './scope-context.tsx';

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
        aria-label="Undo"
        aria-disabled={!canUndo}
        title={`Undo (${keyCaps(['Ctrl', 'Z']).join(' ')})`}
        onClick={scope.undo}
      >
        <UndoIcon />
      </button>
      <button
        type="button"
        className={styles.tool}
        aria-label="Redo"
        aria-disabled={!canRedo}
        title={`Redo (${keyCaps(['Ctrl', 'Shift', 'Z']).join(' ')})`}
        onClick={scope.redo}
      >
        <RedoIcon />
      </button>
    </>
  );
}

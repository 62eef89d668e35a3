import { useEffect } from 'react';
import * as words from '#words/view/mechanism/panel.ts';
import type { Picking } from '../../state/patch-picker.ts';
import { useMechanism } from './mechanism-context.tsx';
import styles from './picking-bar.module.css';

/** Says that the stage picks patches now, and ends it. */
export function PickingBar({ picking }: { picking: Picking }) {
  const { picker } = useMechanism();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      picker.end();
    };
    // Before the page's own Escape, which frees the query.
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [picker]);
  return (
    <div className={styles.bar}>
      <p>
        <strong>{words.pickingPurposes[picking.purpose]}</strong>
        <span>{words.pickingState(picking.several, picking.patches.length)}</span>
      </p>
      <button type="button" onClick={picker.end}>
        {words.endPicking}
      </button>
    </div>
  );
}

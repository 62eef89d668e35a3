import { useEffect } from 'react';
import type { Picking } from '../../state/patch-picker.ts';
import { useMechanism } from './mechanism-context.tsx';
import styles from './picking-bar.module.css';
import { counted } from './words.ts';

const PURPOSES: Readonly<Record<Picking['purpose'], string>> = {
  target: 'Point at where the outlier should go',
  mask: 'Point at patches to hide',
  sinks: 'Point at the sinks',
  gate: 'Point at the sinks of the gate',
};

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
        <strong>{PURPOSES[picking.purpose]}</strong>
        <span>
          {picking.several ? 'Click or paint on the image' : 'Click or drag on the image'} ·{' '}
          {counted(picking.patches.length, 'patch')}
        </span>
      </p>
      <button type="button" onClick={picker.end}>
        Done
      </button>
    </div>
  );
}

import { usePicking } from './mechanism-context.tsx';
import styles from './picking-hint.module.css';

const HINTS = {
  target: 'Click or drag: the outlier goes there',
  mask: 'Click or paint: nobody may look there',
  sinks: 'Click or paint the sinks',
  gate: 'Click or paint the sinks',
} as const;

/** On the image: what a click does now. It keeps out of the way of the patch under the pointer. */
export function PickingHint({ isPointerAbove }: { isPointerAbove: boolean }) {
  const picking = usePicking();
  if (!picking) return null;
  return (
    <p className={styles.hint} role="status" data-at={isPointerAbove ? 'bottom' : 'top'}>
      {HINTS[picking.purpose]} <kbd>Esc</kbd>
    </p>
  );
}

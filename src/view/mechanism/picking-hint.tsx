import * as words from '#words/view/mechanism/handle.ts';
import { usePicking } from './mechanism-context.tsx';
import styles from './picking-hint.module.css';

/** On the image: what a click does now. It keeps out of the way of the patch under the pointer. */
export function PickingHint({ isPointerAbove }: { isPointerAbove: boolean }) {
  const picking = usePicking();
  if (!picking) return null;
  return (
    <p className={styles.hint} role="status" data-at={isPointerAbove ? 'bottom' : 'top'}>
      {words.pickingHints[picking.purpose]} <kbd>{words.endPickingKey}</kbd>
    </p>
  );
}

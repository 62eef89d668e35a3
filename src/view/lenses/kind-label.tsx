import * as words from '#words/view/lenses/menu.ts';
import type { Variant } from '../../core/variant/variant.ts';
import styles from './kind-label.module.css';

/** Whether a variant is trained, training-free or a what-if. It always stands beside the variant's name. */
export function KindLabel({ variant }: { variant: Variant }) {
  return (
    <span className={styles.kind} data-kind={variant.kind} title={variant.sentence}>
      {words.kinds[variant.kind]}
    </span>
  );
}

import { patchCount, type TokenLayout } from '../../core/vit/token-layout.ts';
import { activeLens } from '../../state/lens.ts';
import { useLensId } from '../lens-context.tsx';
import { useScopeState } from '../scope-context.tsx';
import { usePicking } from './mechanism-context.tsx';
import styles from './picked-marks.module.css';

/** Over the map: the patches that are being picked, or those that the lens's outlier was moved to. */
export function PickedMarks({ layout }: { layout: TokenLayout }) {
  const lens = useLensId();
  const picking = usePicking();
  const target = useScopeState(({ requested }) => {
    const own = requested.lenses.find(({ id }) => id === lens) ?? activeLens(requested);
    return own.interventions.reroute?.target;
  });
  const patches = picking?.patches ?? (typeof target === 'object' ? target.patches : []);
  return (
    <svg
      className={styles.marks}
      viewBox={`0 0 ${layout.columns} ${layout.rows}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {patches
        .filter((patch) => patch < patchCount(layout))
        .map((patch) => {
          const x = patch % layout.columns;
          const y = Math.floor(patch / layout.columns);
          return (
            <g key={patch}>
              <rect className={styles.halo} x={x} y={y} width="1" height="1" />
              <rect className={styles.picked} x={x} y={y} width="1" height="1" />
            </g>
          );
        })}
    </svg>
  );
}

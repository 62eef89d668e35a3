import { useMemo } from 'react';
import type { TokenLayout } from '../../core/vit/token-layout.ts';
import { queryTokens } from '../../state/query-target.ts';
import { useScopeState } from '../scope-context.tsx';
import { patchOutline } from './patch-outline.ts';
import styles from './query-set-marks.module.css';

/** Over the map: the patches that ask together, and the line that is being drawn around them. */
export function QuerySetMarks({ layout }: { layout: TokenLayout }) {
  const { target, pinned } = useScopeState((state) => state.requested.query);
  const outline = useMemo(() => patchOutline(layout, queryTokens(layout, target) ?? []), [layout, target]);
  const { rows, columns } = layout;
  const line =
    target.kind === 'lasso' && !pinned
      ? target.points.map(({ x, y }) => `${x * columns},${y * rows}`).join(' ')
      : undefined;
  return (
    <svg
      className={styles.marks}
      viewBox={`0 0 ${columns} ${rows}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path className={styles.halo} d={outline} />
      <path className={styles.outline} d={outline} />
      {line && <polyline className={styles.line} points={line} />}
    </svg>
  );
}

import { type TokenLayout, tokenRole } from '../core/vit/token-layout.ts';
import { classNames } from './class-names.ts';
import styles from './stage-marks.module.css';

interface StageMarksProps {
  readonly layout: TokenLayout;
  /** Undefined where a set of patches asks, which has an outline of its own. */
  readonly query: number | undefined;
  readonly pointed: number | undefined;
  /** Tokens whose norm is an outlier. */
  readonly outliers: readonly number[];
}

/** Outlines over the map: the query, the patch under the pointer, outliers. */
export function StageMarks({ layout, query, pointed, outliers }: StageMarksProps) {
  return (
    <svg
      className={styles.marks}
      viewBox={`0 0 ${layout.columns} ${layout.rows}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {outliers.map((token) => (
        <PatchOutline key={token} layout={layout} token={token} className={styles.outlier} />
      ))}
      {pointed !== undefined && pointed !== query && (
        <PatchOutline layout={layout} token={pointed} className={styles.pointed} />
      )}
      {query !== undefined && (
        <>
          <PatchOutline layout={layout} token={query} className={classNames(styles.query, styles.halo)} />
          <PatchOutline layout={layout} token={query} className={styles.query} />
        </>
      )}
    </svg>
  );
}

function PatchOutline(props: { layout: TokenLayout; token: number; className: string | undefined }) {
  const role = tokenRole(props.layout, props.token);
  if (role.kind !== 'patch') return null;
  return <rect className={props.className} x={role.column} y={role.row} width="1" height="1" />;
}

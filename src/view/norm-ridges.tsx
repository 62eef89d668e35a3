import type { AxisScale } from '../core/analysis/norm-histogram.ts';
import type { NormLayer } from '../state/norm-layers.ts';
import { type NormAxis, normBars } from './norm-axis.ts';
import styles from './norm-ridges.module.css';

interface NormRidgesProps {
  readonly layers: readonly NormLayer[];
  readonly axis: {
    readonly of: NormAxis;
    readonly domain: readonly [number, number];
    readonly scale: AxisScale;
  };
  readonly rowPx: number;
  readonly depth: number;
}

/** From a row's end to the next row's bars. */
const ROW_GAP_PX = 6;

/** One histogram a layer on a common axis, and through them the median and the largest norm by layer. */
export function NormRidges({ layers, axis, rowPx, depth }: NormRidgesProps) {
  const heightPx = rowPx - ROW_GAP_PX;
  const floorOf = (layer: number) => layer * rowPx + heightPx + 1;
  const middleOf = (layer: number) => layer * rowPx + heightPx / 2 + 1;
  const through = (of: 'median' | 'maximum') =>
    layers.map(({ layer, summary }) => `${axis.of(summary[of])},${middleOf(layer)}`).join(' ');
  return (
    <svg className={styles.ridges} width="100%" height={depth * rowPx} aria-hidden="true">
      {axis.of.ticks.map((tick) => (
        <line
          key={tick}
          className={styles.grid}
          x1={axis.of(tick)}
          x2={axis.of(tick)}
          y1={0}
          y2={depth * rowPx - 2}
        />
      ))}
      {layers.map((entry) => (
        <g key={entry.layer} transform={`translate(0 ${floorOf(entry.layer)})`}>
          {normBars(entry, axis, { bins: 64, heightPx }).map((bar) => (
            <rect
              key={bar.bin}
              className={bar.isOutlier ? styles.outlier : styles.bar}
              x={bar.x}
              y={-bar.heightPx}
              width={bar.widthPx}
              height={bar.heightPx}
            />
          ))}
          <line className={styles.floor} x1={0} x2={axis.of(axis.domain[1])} y1={0.5} y2={0.5} />
          {entry.outliers.threshold <= axis.domain[1] && (
            <line
              className={styles.threshold}
              x1={axis.of(entry.outliers.threshold)}
              x2={axis.of(entry.outliers.threshold)}
              y1={-heightPx}
              y2={0}
            />
          )}
        </g>
      ))}
      <polyline className={styles.through} points={through('median')} />
      <polyline className={styles.through} points={through('maximum')} />
      {layers.flatMap(({ layer, summary, outliers }) => [
        <circle
          key={`median-${layer}`}
          className={styles.dot}
          cx={axis.of(summary.median)}
          cy={middleOf(layer)}
          r="2.2"
        />,
        <circle
          key={`largest-${layer}`}
          className={outliers.indices.length > 0 ? styles.outlierDot : styles.dot}
          cx={axis.of(summary.maximum)}
          cy={middleOf(layer)}
          r="2.8"
        />,
      ])}
    </svg>
  );
}

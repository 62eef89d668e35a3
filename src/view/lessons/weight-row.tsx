import { scaleLinear } from 'd3-scale';
import * as words from '#words/view/lessons/diagrams.tsx';
import { normaliseRow, type RowNormaliser } from '../../core/analysis/normalised-row.ts';
import styles from './diagram.module.css';
import { columnsOf, LOGITS } from './diagram-geometry.ts';

interface WeightRowProps {
  readonly way: RowNormaliser;
  readonly scores: readonly number[];
  readonly gate: number;
  readonly labels: readonly string[];
  /** In the picture's units. */
  readonly top: number;
}

const BAR_PX = 22;

/** The weights that one way of normalising gives, below the scores that they come from. */
export function WeightRow({ way, scores, gate, labels, top }: WeightRowProps) {
  const weights = normaliseRow(scores, way, gate);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const rest = way === 'sigmoid' ? undefined : Math.max(0, 1 - sum);
  const { leftOf, widthPx } = columnsOf(scores.length);
  const height = scaleLinear([0, 1], [0, BAR_PX]).clamp(true);
  const bottom = top + BAR_PX + 4;
  const said = words.weights(
    words.ways[way],
    labels.map((name, key) => ({ name, share: percent(weights[key]!) })),
    { nowhere: rest === undefined ? undefined : percent(rest), sum: sum.toFixed(2) },
  );
  const cells = rest === undefined ? weights : [...weights, rest];
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a group of shapes does nothing by itself.
    <g role="img" aria-label={said}>
      <text className={styles.rowName} x={0} y={bottom - 6}>
        {words.ways[way]}
      </text>
      <line
        className={styles.axis}
        x1={LOGITS.left}
        x2={LOGITS.width - LOGITS.right}
        y1={bottom}
        y2={bottom}
      />
      {cells.map((weight, key) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: keys do not move.
        <g key={key}>
          <rect
            className={key < labels.length ? styles.weight : styles.rest}
            x={leftOf(key) + widthPx * 0.2}
            y={bottom - height(weight)}
            width={widthPx * 0.6}
            height={height(weight)}
          />
          <text className={styles.value} x={leftOf(key) + widthPx / 2} y={bottom + 10} textAnchor="middle">
            {percent(weight)}
          </text>
        </g>
      ))}
      <text className={styles.sum} x={LOGITS.width} y={bottom - 6} textAnchor="end">
        {sum.toFixed(2)}
      </text>
    </g>
  );
}

function percent(weight: number): string {
  return `${Math.round(weight * 100)} %`;
}

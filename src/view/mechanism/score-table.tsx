import { memo, useEffect, useRef } from 'react';
import * as words from '#words/view/mechanism/finder.tsx';
import type { FinderResult } from '../../engine/neuron-finder.ts';
import { formatValue } from '../numbers.ts';
import { paintStage } from '../paint.ts';
import { useScopeState } from '../scope-context.tsx';
import styles from './score-table.module.css';

/** The neurons with the highest scores; those that are taken are told apart. */
export const ScoreTable = memo(function ScoreTable({ result, topK }: { result: FinderResult; topK: number }) {
  const { scores, activationMaps, acceptance } = result;
  const largest = scores[0]?.score ?? 1;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys.
    <section className={styles.scroller} tabIndex={0} aria-label={words.scores}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.columns.layer}</th>
            <th scope="col">{words.columns.neuron}</th>
            <th scope="col" className={styles.wide}>
              {words.columns.score}
            </th>
            <th scope="col" title={words.mapHint}>
              {words.columns.map}
            </th>
          </tr>
        </thead>
        <tbody>
          {scores.map(({ layer, neuron, score }, index) => (
            <tr key={`${layer}:${neuron}`} data-taken={index < topK}>
              <td>{layer}</td>
              <td>{neuron}</td>
              <td>
                <span className={styles.bar} style={{ inlineSize: `${(score / largest) * 60}%` }} />
                {formatValue(score)}
              </td>
              <td>
                <ActivationMap values={activationMaps[index]} grid={acceptance.grid} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
});

interface ActivationMapProps {
  readonly values: Float32Array | undefined;
  readonly grid: { readonly rows: number; readonly columns: number };
}

function ActivationMap({ values, grid }: ActivationMapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = useScopeState((state) => state.requested.look.palette);
  useEffect(() => {
    if (!canvas.current || !values) return;
    const high = values.reduce((a, b) => Math.max(a, b), 0);
    paintStage(canvas.current, { values, low: 0, high, axis: 'linear' }, grid, { palette, smooth: false });
  }, [values, grid, palette]);
  return <canvas ref={canvas} className={styles.map} style={{ aspectRatio: grid.columns / grid.rows }} />;
}

import { useState } from 'react';
import * as words from '#words/view/lessons/diagrams.tsx';
import type { DiagramOf } from '../../state/lessons/diagram.ts';
import controls from '../mechanism/controls.module.css';
import styles from './diagram.module.css';
import { columnsOf, LOGITS, scoreAt, scoreScale } from './diagram-geometry.ts';
import { GateField } from './gate-field.tsx';
import { ScoreHandle } from './score-handle.tsx';
import { WeightRow } from './weight-row.tsx';

/** Scores to drag, and below each what the ways of normalising make of it. */
export function LogitsDiagram({ settings }: { settings: DiagramOf<'logits'> }) {
  const { keys, ways } = settings;
  const [scores, setScores] = useState(() => keys.map(({ score }) => score));
  const [gate, setGate] = useState(settings.gate);
  const scale = scoreScale(keys.map(({ score }) => score));
  const { leftOf, widthPx } = columnsOf(keys.length);
  const zero = scale(0);
  const rowsTop = LOGITS.scoresTop + LOGITS.scoresHeight + LOGITS.names;
  const height = rowsTop + ways.length * LOGITS.row + 4;
  const change = (key: number, score: number) =>
    setScores((former) => former.map((old, at) => (at === key ? score : old)));
  const [low = 0, high = 0] = scale.domain();
  return (
    <figure className={styles.diagram}>
      {/* biome-ignore lint/a11y/useSemanticElements: a picture holds no fieldset. */}
      <svg viewBox={`0 0 ${LOGITS.width} ${height}`} role="group" aria-label={words.logits.name}>
        <text className={styles.rowName} x={0} y={zero} dy="0.32em">
          {words.logits.score}
        </text>
        <line className={styles.axis} x1={LOGITS.left} x2={leftOf(keys.length)} y1={zero} y2={zero} />
        {keys.map(({ label }, key) => (
          <ScoreHandle
            // biome-ignore lint/suspicious/noArrayIndexKey: keys do not move.
            key={key}
            label={label}
            score={scores[key]!}
            range={[low, high]}
            box={{ left: leftOf(key), width: widthPx, zero, y: scale(scores[key]!) }}
            scoreAt={(y) => scoreAt(scale, y)}
            onChange={(score) => change(key, score)}
          />
        ))}
        <text
          className={styles.name}
          x={leftOf(keys.length) + widthPx / 2}
          y={rowsTop - 5}
          textAnchor="middle"
        >
          {words.logits.nowhere}
        </text>
        <text className={styles.name} x={LOGITS.width} y={rowsTop - 5} textAnchor="end">
          {words.logits.sum}
        </text>
        {ways.map((way, row) => (
          <WeightRow
            key={way}
            way={way}
            scores={scores}
            gate={gate}
            labels={keys.map(({ label }) => label)}
            top={rowsTop + row * LOGITS.row}
          />
        ))}
      </svg>
      <div className={styles.tools}>
        {ways.includes('gated') && <GateField gate={gate} onChange={setGate} />}
        <button
          type="button"
          className={controls.quiet}
          onClick={() => setScores(keys.map(({ score }) => score))}
        >
          {words.logits.reset}
        </button>
      </div>
      <figcaption>{words.logits.howTo}</figcaption>
    </figure>
  );
}

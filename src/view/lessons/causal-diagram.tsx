import { scaleLinear } from 'd3-scale';
import { useState } from 'react';
import * as words from '#words/view/lessons/diagrams.tsx';
import { causalAttention, type RowNormaliser } from '../../core/analysis/normalised-row.ts';
import type { DiagramOf } from '../../state/lessons/diagram.ts';
import { Segmented } from '../segmented.tsx';
import styles from './diagram.module.css';
import { GateField } from './gate-field.tsx';

const WIDTH = 320;
const LEFT = 62;
const NAMES = 18;

/** Words that look back, and where their attention goes when the first one draws more or less of it. */
export function CausalDiagram({ settings }: { settings: DiagramOf<'causal'> }) {
  const { words: sentence, own, ways } = settings;
  const firstWord = sentence[0] ?? '';
  const [first, setFirst] = useState(settings.first);
  const [gate, setGate] = useState(settings.gate);
  const [way, setWay] = useState<RowNormaliser>(ways[0] ?? 'softmax');
  const scores = sentence.map((_, query) =>
    sentence.map((_, key) => (key === 0 ? first : 0) + (key === query ? own : 0)),
  );
  const rows = causalAttention(scores, way, gate);
  const later = rows.slice(1);
  const share = later.reduce((sum, row) => sum + row[0]!, 0) / later.length;
  const spent = later.reduce((sum, row) => sum + row.reduce((a, b) => a + b, 0), 0) / later.length;
  const cell = (WIDTH - LEFT) / sentence.length;
  const ink = scaleLinear([0, 1], [0, 1]).clamp(true);
  return (
    <figure className={styles.diagram} aria-label={words.causal.name}>
      {ways.length > 1 && (
        <Segmented
          legend={words.causal.way}
          value={way}
          options={ways.map((value) => ({ value, label: words.ways[value] }))}
          onChange={setWay}
        />
      )}
      <svg
        viewBox={`0 0 ${WIDTH} ${NAMES + sentence.length * 22 + 4}`}
        role="img"
        aria-label={words.causal.picture(percent(share), firstWord)}
      >
        {sentence.map((word, key) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: words may come twice.
          <text key={key} className={styles.name} x={LEFT + (key + 0.5) * cell} y={11} textAnchor="middle">
            {word}
          </text>
        ))}
        {rows.map((row, query) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: words may come twice.
          <g key={query} transform={`translate(0 ${NAMES + query * 22})`}>
            <text className={styles.rowName} x={0} y={11} dy="0.32em">
              {sentence[query]}
            </text>
            {row.map((weight, key) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: words may come twice.
              <g key={key} transform={`translate(${LEFT + key * cell} 0)`}>
                <rect className={styles.cell} width={cell - 2} height={20} />
                <rect className={styles.weight} width={cell - 2} height={20} opacity={ink(weight)} />
                <text
                  className={weight > 0.5 ? styles.onWeight : styles.value}
                  x={cell / 2 - 1}
                  y={10}
                  dy="0.34em"
                  textAnchor="middle"
                >
                  {percent(weight)}
                </text>
              </g>
            ))}
          </g>
        ))}
      </svg>
      <div className={styles.tools}>
        <label className={styles.field}>
          <span>{words.causal.scoreOf(firstWord)}</span>
          <input
            type="range"
            min={-6}
            max={8}
            step={0.5}
            value={first}
            onChange={(event) => setFirst(Number(event.target.value))}
          />
          <output>{first.toFixed(1).replace('-', '−')}</output>
        </label>
        {way === 'gated' && <GateField gate={gate} onChange={setGate} />}
      </div>
      <p role="status" className={styles.reading}>
        {words.causal.reading({
          first: firstWord,
          toFirst: <strong>{percent(share)}</strong>,
          toOthers: <strong>{percent(Math.max(0, spent - share))}</strong>,
          nowhere: way === 'sigmoid' ? undefined : <strong>{percent(Math.max(0, 1 - spent))}</strong>,
        })}
      </p>
    </figure>
  );
}

function percent(weight: number): string {
  return `${Math.round(weight * 100)} %`;
}

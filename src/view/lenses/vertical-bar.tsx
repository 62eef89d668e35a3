import { scaleLinear, scaleLog } from 'd3-scale';
import { useEffect, useRef } from 'react';
import * as words from '#words/view/lenses/compare.ts';
import type { ScaledMap } from '../../core/analysis/scaled-map.ts';
import type { PaletteName } from '../../core/image/palette.ts';
import { formatDifference, formatTick, formatValue } from '../numbers.ts';
import { paintStage } from '../paint.ts';
import { useElementSize } from '../use-element-size.ts';
import styles from './vertical-bar.module.css';

/** A value and the letter of the lens whose it is. */
export interface BarMark {
  readonly letter: string;
  readonly value: number;
}

interface VerticalBarProps {
  readonly range: Pick<ScaledMap, 'low' | 'high' | 'axis'>;
  readonly palette: PaletteName;
  readonly isDifference: boolean;
  /** Whether there are values beyond the ends. */
  readonly isClipped: boolean;
  /** The values under the pointer. */
  readonly marks: readonly BarMark[];
}

const STEPS = Float32Array.from({ length: 256 }, (_, step) => 1 - step / 255);

/** About the height of a number with its space. */
const NUMBER_PX = 22;

/** The palette from bottom to top, with ticks on its right. */
export function VerticalBar({ range, palette, isDifference, isClipped, marks }: VerticalBarProps) {
  const { low, high, axis } = range;
  const root = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { heightPx } = useElementSize(root);
  useEffect(() => {
    const bar = { values: STEPS, low: 0, high: 1, axis: 'linear' } as const;
    if (canvas.current)
      paintStage(canvas.current, bar, { rows: STEPS.length, columns: 1 }, { palette, smooth: false });
  }, [palette]);
  if (!(high > low)) return <div ref={root} className={styles.bar} />;
  const scale = (axis === 'log' && low > 0 ? scaleLog() : scaleLinear()).domain([low, high]).range([0, 1]);
  const format = isDifference ? formatDifference : formatValue;
  const room = NUMBER_PX / Math.max(1, heightPx);
  const inner = thin(scale.ticks(6), (tick) => scale(tick), room);
  return (
    <div ref={root} className={styles.bar}>
      <canvas ref={canvas} role="img" aria-label={words.coloursBetween(palette, format(low), format(high))} />
      <span className={styles.high}>
        {isClipped && '≥ '}
        {format(high)}
      </span>
      {inner.map((tick) => (
        <span key={tick} className={styles.tick} style={{ insetBlockEnd: `${scale(tick) * 100}%` }}>
          {isDifference ? formatSignedTick(tick) : formatTick(tick)}
        </span>
      ))}
      <span className={styles.low}>
        {isClipped && isDifference && '≤ '}
        {format(low)}
      </span>
      {marks.map(({ letter, value }) => (
        <span
          key={letter}
          className={styles.mark}
          style={{ insetBlockEnd: `${clamp(scale(Math.max(value, axis === 'log' ? low : value))) * 100}%` }}
        >
          {letter}
        </span>
      ))}
    </div>
  );
}

function thin(ticks: readonly number[], at: (tick: number) => number, room: number): number[] {
  const kept: number[] = [];
  for (const tick of ticks) {
    const last = kept.at(-1);
    const hasRoom = at(tick) - (last === undefined ? 0 : at(last)) >= room;
    if (hasRoom && 1 - at(tick) >= room) kept.push(tick);
  }
  return kept;
}

function clamp(position: number): number {
  return Number.isNaN(position) ? 0 : Math.min(1, Math.max(0, position));
}

function formatSignedTick(tick: number): string {
  return tick === 0 ? '0' : `${tick > 0 ? '+' : '−'}${formatTick(Math.abs(tick))}`;
}

import { scaleLinear, scaleLog } from 'd3-scale';
import { useEffect, useRef } from 'react';
import type { AxisScale } from '../core/analysis/norm-histogram.ts';
import type { PaletteName } from '../core/image/palette.ts';
import styles from './colour-bar.module.css';
import { formatTick, formatValue } from './numbers.ts';
import { paintStage } from './paint.ts';

interface ColourBarProps {
  readonly low: number;
  readonly high: number;
  readonly axis: AxisScale;
  readonly palette: PaletteName;
  /** What is measured, and what the ends stand for. */
  readonly note: string;
  /** Where the value under the pointer lies. */
  readonly mark?: number | undefined;
}

const STEPS = Float32Array.from({ length: 256 }, (_, step) => step / 255);

/** The palette between two numbers, with ticks. */
export function ColourBar({ low, high, axis, palette, note, mark }: ColourBarProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const bar = { values: STEPS, low: 0, high: 1, axis: 'linear' } as const;
    if (canvas.current)
      paintStage(canvas.current, bar, { rows: 1, columns: STEPS.length }, { palette, smooth: false });
  }, [palette]);
  const hasExtent = high > low;
  const scale = (axis === 'log' && low > 0 ? scaleLog() : scaleLinear()).domain([low, high]).range([0, 100]);
  const inner = hasExtent ? innerTicks(scale.ticks(4), scale) : [];
  return (
    <div className={styles.bar}>
      <div className={styles.track}>
        <canvas ref={canvas} role="img" aria-label={`The colours of ${palette}, low to high`} />
        {mark !== undefined && hasExtent && (
          <span
            className={styles.mark}
            style={{ insetInlineStart: `${Math.min(100, Math.max(0, scale(Math.max(mark, low))))}%` }}
          />
        )}
      </div>
      <div className={styles.ticks}>
        <span>{formatValue(low)}</span>
        {inner.map((tick) => (
          <span key={tick} className={styles.tick} style={{ insetInlineStart: `${scale(tick)}%` }}>
            {formatTick(tick)}
          </span>
        ))}
        <span>{formatValue(high)}</span>
      </div>
      <p className={styles.note}>{note}</p>
    </div>
  );
}

/** Ticks that do not run into the numbers at the ends. */
function innerTicks(ticks: readonly number[], scale: (value: number) => number): number[] {
  const inside = ticks.filter((tick) => scale(tick) > 14 && scale(tick) < 84);
  return inside
    .filter((tick, index) => index === 0 || scale(tick) - scale(inside[index - 1]!) > 12)
    .slice(0, 4);
}

import { type ReactNode, useEffect, useRef } from 'react';
import * as words from '#words/view/wording.ts';
import type { AxisScale } from '../core/analysis/norm-histogram.ts';
import type { PaletteName } from '../core/image/palette.ts';
import { axisPlace, axisTicks } from './axis-ticks.ts';
import styles from './colour-bar.module.css';
import { formatTick, formatValue } from './numbers.ts';
import { paintStage } from './paint.ts';
import { useElementSize } from './use-element-size.ts';

interface ColourBarProps {
  readonly low: number;
  readonly high: number;
  readonly axis: AxisScale;
  readonly palette: PaletteName;
  /** What is measured, and what the ends stand for. */
  readonly note: string;
  /** Behind the note, what changes it. */
  readonly action?: ReactNode;
  /** Where the value under the pointer lies. */
  readonly mark?: number | undefined;
}

const STEPS = Float32Array.from({ length: 256 }, (_, step) => step / 255);

/** The palette between two numbers, with ticks. */
export function ColourBar({ low, high, axis, palette, note, action, mark }: ColourBarProps) {
  const root = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { widthPx } = useElementSize(root);
  useEffect(() => {
    const bar = { values: STEPS, low: 0, high: 1, axis: 'linear' } as const;
    if (canvas.current)
      paintStage(canvas.current, bar, { rows: 1, columns: STEPS.length }, { palette, smooth: false });
  }, [palette]);
  const hasExtent = high > low;
  const along = axis === 'log' && low > 0 ? 'log' : 'linear';
  const place = axisPlace([low, high], along);
  const scale = (value: number) => place(value) * 100;
  const inner = hasExtent ? innerTicks(axisTicks([low, high], 4, along), scale, widthPx) : [];
  return (
    <div ref={root} className={styles.bar}>
      <div className={styles.track}>
        <canvas ref={canvas} role="img" aria-label={words.palette(palette)} />
        {mark !== undefined && hasExtent && (
          <span
            className={styles.mark}
            style={{ insetInlineStart: `${Math.min(100, Math.max(0, scale(Math.max(mark, low))))}%` }}
          />
        )}
      </div>
      <div className={styles.ticks}>
        <span>{formatValue(low)}</span>
        {inner.map((tick, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a moved tick is cheaper than a new one.
          <span key={place} className={styles.tick} style={{ insetInlineStart: `${scale(tick)}%` }}>
            {formatTick(tick)}
          </span>
        ))}
        <span>{formatValue(high)}</span>
      </div>
      <p className={styles.note}>
        {note} {action}
      </p>
    </div>
  );
}

/** About the width of a number with its space: between ticks, and where the number at an end is flush with it. */
const NUMBER_PX = 46;
const END_NUMBER_PX = 64;

/** Ticks that do not run into each other, nor into the numbers at the ends. */
function innerTicks(ticks: readonly number[], scale: (value: number) => number, widthPx: number): number[] {
  const percent = 100 / Math.max(1, widthPx);
  const kept: number[] = [];
  for (const tick of ticks) {
    const last = kept.at(-1);
    const before = last === undefined ? END_NUMBER_PX : NUMBER_PX;
    const hasRoom = scale(tick) - (last === undefined ? 0 : scale(last)) >= before * percent;
    if (hasRoom && 100 - scale(tick) >= END_NUMBER_PX * percent) kept.push(tick);
  }
  return kept;
}

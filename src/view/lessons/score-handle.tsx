import type { KeyboardEvent, PointerEvent } from 'react';
import * as words from '#words/view/lessons/diagrams.tsx';
import styles from './diagram.module.css';

interface ScoreHandleProps {
  readonly label: string;
  readonly score: number;
  readonly range: readonly [number, number];
  /** In the picture's units; `y` is the score's. */
  readonly box: { readonly left: number; readonly width: number; readonly zero: number; readonly y: number };
  readonly scoreAt: (y: number) => number;
  readonly onChange: (score: number) => void;
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowUp: 0.5,
  ArrowRight: 0.5,
  ArrowDown: -0.5,
  ArrowLeft: -0.5,
  PageUp: 2,
  PageDown: -2,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** One score as a bar to drag: a slider for the keyboard and for assistive technology. */
export function ScoreHandle({ label, score, range, box, scoreAt, onChange }: ScoreHandleProps) {
  const [low, high] = range;
  const { left, width, zero, y } = box;
  const middle = left + width / 2;
  const follow = (event: PointerEvent<SVGGElement>) => {
    const picture = event.currentTarget.ownerSVGElement!;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM()!.inverse());
    onChange(scoreAt(at.y));
  };
  const press = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(Math.min(high, Math.max(low, score + step)));
  };
  const barTop = Math.min(y, zero);
  const valueY = score >= 0 ? y - 8 : y + 15;
  return (
    <g
      role="slider"
      tabIndex={0}
      aria-label={words.scoreOf(label)}
      aria-orientation="vertical"
      aria-valuemin={low}
      aria-valuemax={high}
      aria-valuenow={score}
      className={styles.handle}
      onKeyDown={press}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        follow(event);
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && follow(event)}
    >
      <rect className={styles.reach} x={left + width * 0.1} y={4} width={width * 0.8} height={zero * 2 - 8} />
      <rect
        className={styles.score}
        x={left + width * 0.2}
        y={barTop}
        width={width * 0.6}
        height={Math.abs(y - zero)}
      />
      <line className={styles.grip} x1={left + width * 0.15} x2={left + width * 0.85} y1={y} y2={y} />
      <text className={styles.value} x={middle} y={valueY} textAnchor="middle">
        {score.toFixed(1).replace('-', '−')}
      </text>
      <text className={styles.name} x={middle} y={zero * 2 + 5} textAnchor="middle">
        {label}
      </text>
    </g>
  );
}

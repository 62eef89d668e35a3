import { useEffect, useRef } from 'react';
import * as words from '#words/view/lenses/compare.ts';
import type { ComparedMap } from '../../state/compared-maps.ts';
import { formatDifference, formatValue } from '../numbers.ts';
import { paintStage } from '../paint.ts';
import { useScopeState } from '../scope-context.tsx';
import { paletteOf } from './compared-look.ts';
import styles from './own-scale.module.css';

const STEPS = Float32Array.from({ length: 128 }, (_, step) => step / 127);

/** The scale of a column that does not use the shared one. */
export function OwnScale({ map }: { map: ComparedMap }) {
  const { scale, shows } = useScopeState((state) => state.requested.comparison);
  const chosen = useScopeState((state) => state.requested.look.palette);
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = paletteOf(map, chosen);
  const isReference = shows === 'difference' && map.kind === 'map';
  const isShown = !map.components && (scale === 'own' || isReference);
  useEffect(() => {
    const bar = { values: STEPS, low: 0, high: 1, axis: 'linear' } as const;
    if (isShown && canvas.current)
      paintStage(canvas.current, bar, { rows: 1, columns: STEPS.length }, { palette, smooth: false });
  }, [palette, isShown]);
  if (!isShown) return null;
  const format = map.kind === 'difference' ? formatDifference : formatValue;
  return (
    <p className={styles.scale}>
      <span>{format(map.low)}</span>
      <canvas ref={canvas} role="img" aria-label={words.coloursOf(palette)} />
      <span>{format(map.high)}</span>
      <span className={styles.note}>
        {isReference ? words.itself : map.kind === 'difference' ? '' : words.axes[map.axis]}
      </span>
    </p>
  );
}

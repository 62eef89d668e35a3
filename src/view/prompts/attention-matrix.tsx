import { useEffect, useRef, useState } from 'react';
import * as words from '#words/view/text-attention.tsx';
import { ColourBar } from '../colour-bar.tsx';
import { formatShare } from '../numbers.ts';
import { paintStage } from '../paint.ts';
import { useScopeState } from '../scope-context.tsx';
import { useElementSize } from '../use-element-size.ts';
import styles from './attention-matrix.module.css';

const largestCellPx = 28;
/** What the names of the rows take. */
const namesPx = 84;
/** Smaller cells have no room for a token beside them. */
const labelledCellPx = 12;

interface AttentionMatrixProps {
  readonly tokens: readonly string[];
  /** [query, key] */
  readonly matrix: Float32Array;
}

/** Who attends to whom: a row for each token, which shares 1 among itself and those before it. */
export function AttentionMatrix({ tokens, matrix }: AttentionMatrixProps) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { widthPx } = useElementSize(frame);
  const palette = useScopeState((state) => state.requested.look.palette);
  const [pointed, setPointed] = useState<{ query: number; key: number }>();
  const count = tokens.length;
  const cellPx = Math.max(4, Math.min(largestCellPx, Math.floor((widthPx - namesPx) / count)));
  useEffect(() => {
    const map = { values: matrix, low: 0, high: 1, axis: 'linear' } as const;
    if (canvas.current) {
      paintStage(canvas.current, map, { rows: count, columns: count }, { palette, smooth: false });
    }
  }, [matrix, count, palette]);
  const value = pointed && matrix[pointed.query * count + pointed.key];
  return (
    <div ref={frame} className={styles.frame}>
      <div className={styles.matrix} style={{ '--cell': `${cellPx}px` } as React.CSSProperties}>
        {cellPx >= labelledCellPx && (
          <>
            <Names tokens={tokens} className={styles.keys} />
            <Names tokens={tokens} className={styles.queries} />
          </>
        )}
        <canvas
          ref={canvas}
          role="img"
          aria-label={words.matrix.name(lastShares(tokens, matrix))}
          style={{ inlineSize: cellPx * count, blockSize: cellPx * count }}
          onPointerLeave={() => setPointed(undefined)}
          onPointerMove={({ nativeEvent: { offsetX, offsetY } }) => {
            const at = (offset: number) => Math.min(count - 1, Math.max(0, Math.floor(offset / cellPx)));
            setPointed({ query: at(offsetY), key: at(offsetX) });
          }}
        />
      </div>
      <p className={styles.readout}>
        {pointed && value !== undefined
          ? words.matrix.pointed(tokens[pointed.query]!, tokens[pointed.key]!, formatShare(value))
          : words.matrix.nothingPointed}
      </p>
      <ColourBar low={0} high={1} axis="linear" palette={palette} mark={value} note={words.matrix.scale} />
    </div>
  );
}

function Names({ tokens, className }: { tokens: readonly string[]; className: string | undefined }) {
  return (
    <div className={className} aria-hidden="true">
      {tokens.map((token, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place.
        <span key={place}>{token}</span>
      ))}
    </div>
  );
}

/** What the last token gives to each. */
function lastShares(tokens: readonly string[], matrix: Float32Array): string[] {
  const count = tokens.length;
  return Array.from(
    matrix.subarray((count - 1) * count),
    (share, key) => `${tokens[key]} ${formatShare(share)}`,
  );
}

import { useState } from 'react';
import * as words from '#words/view/mechanism/sinks.tsx';
import type { HeadMeasures } from '../../core/analysis/sink-measures.ts';
import { classNames } from '../class-names.ts';
import { ColourBar } from '../colour-bar.tsx';
import { formatShare, formatValue } from '../numbers.ts';
import { colourAt } from '../paint.ts';
import { useScope, useScopeState } from '../scope-context.tsx';
import styles from './sink-grid.module.css';
import { MEASURES, type MeasureName } from './sink-measure-names.ts';

interface SinkGridProps {
  /** [layers][heads] */
  readonly heads: readonly (readonly HeadMeasures[])[];
  readonly measure: MeasureName;
}

/** One measure of every layer and head as a table of colours; the numbers of the one that is pointed at below. */
export function SinkGrid({ heads: layers, measure }: SinkGridProps) {
  const scope = useScope();
  const palette = useScopeState((state) => state.requested.look.palette);
  const [pointed, setPointed] = useState<{ layer: number; head: number }>();
  const { low, high } = extent(layers, measure);
  const shown = pointed && layers[pointed.layer]?.[pointed.head];
  const name = MEASURES.find(({ value }) => value === measure)!.hint;
  return (
    <>
      <div className={styles.scroller}>
        <table className={styles.grid} onPointerLeave={() => setPointed(undefined)}>
          <caption>{words.table(name)}</caption>
          <thead>
            <tr>
              <td />
              {layers[0]?.map((_, head) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its head.
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {layers.map((row, layer) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its layer.
              <tr key={layer}>
                <th scope="row">{layer}</th>
                {row.map((cell, head) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its head.
                  <td key={head}>
                    <button
                      type="button"
                      className={classNames(styles.cell, measure === 'kind' && styles[cell.kind])}
                      style={measure === 'kind' ? {} : cellColour(cell[measure], { low, high }, palette)}
                      aria-label={words.cell(layer, head, numbersOf(cell))}
                      onPointerEnter={() => setPointed({ layer, head })}
                      onFocus={() => setPointed({ layer, head })}
                      onClick={() => scope.stage({ layer, map: { kind: 'head', head } })}
                    >
                      {measure === 'kind' ? words.kindLetters[cell.kind] : ''}
                    </button>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {measure !== 'kind' && (
        <ColourBar
          low={low}
          high={high}
          axis="linear"
          palette={palette}
          note={words.scale(name, measure === 'sinkShare')}
          mark={shown ? shown[measure] : undefined}
        />
      )}
      <p className={styles.numbers}>
        {pointed && shown ? words.pointed(pointed.layer, pointed.head, numbersOf(shown)) : words.pointAtCell}
      </p>
    </>
  );
}

/** All measures of a head, ready to be read. */
function numbersOf(head: HeadMeasures) {
  return {
    sinkShare: formatShare(head.sinkShare),
    clsSinkShare: formatShare(head.clsSinkShare),
    entropy: formatValue(head.entropy),
    valueNormRatio: formatValue(head.valueNormRatio),
    stableRank: formatValue(head.stableRank),
    kind: head.kind,
  };
}

function extent(
  layers: readonly (readonly HeadMeasures[])[],
  measure: MeasureName,
): { low: number; high: number } {
  if (measure === 'kind' || measure === 'sinkShare') return { low: 0, high: 1 };
  const values = layers
    .flat()
    .map((head) => head[measure])
    .filter(Number.isFinite);
  const low = measure === 'stableRank' ? 1 : 0;
  return { low, high: values.reduce((a, b) => Math.max(a, b), low + 1e-6) };
}

function cellColour(
  value: number,
  { low, high }: { low: number; high: number },
  palette: Parameters<typeof colourAt>[1],
): React.CSSProperties {
  return Number.isFinite(value) ? { background: colourAt((value - low) / (high - low), palette) } : {};
}

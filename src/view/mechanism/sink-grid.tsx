import { useState } from 'react';
import type { HeadMeasures } from '../../core/analysis/sink-measures.ts';
import { classNames } from '../class-names.ts';
import { ColourBar } from '../colour-bar.tsx';
import { formatShare, formatValue } from '../numbers.ts';
import { colourAt } from '../paint.ts';
import { useScope, useScopeState } from '../scope-context.tsx';
import styles from './sink-grid.module.css';
import { KIND_LETTERS, KIND_NAMES, MEASURES, type MeasureName } from './sink-measure-names.ts';

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
          <caption>{name} by layer and head. A press puts the head on the stage.</caption>
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
                      aria-label={`Layer ${layer}, head ${head}: ${wordsOf(cell)}`}
                      onPointerEnter={() => setPointed({ layer, head })}
                      onFocus={() => setPointed({ layer, head })}
                      onClick={() => scope.stage({ layer, map: { kind: 'head', head } })}
                    >
                      {measure === 'kind' ? KIND_LETTERS[cell.kind] : ''}
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
          note={`${name}${measure === 'sinkShare' ? ', fixed 0 to 1' : ', over all layers and heads'}`}
          mark={shown ? shown[measure] : undefined}
        />
      )}
      <p className={styles.numbers}>
        {pointed && shown ? (
          <>
            <strong>
              Layer {pointed.layer}, head {pointed.head}
            </strong>{' '}
            {wordsOf(shown)}
          </>
        ) : (
          'Point at a cell for its numbers.'
        )}
      </p>
    </>
  );
}

/** All measures of a head in one line. */
function wordsOf({
  sinkShare,
  clsSinkShare,
  entropy,
  valueNormRatio,
  stableRank,
  kind,
}: HeadMeasures): string {
  return [
    `sinks get ${formatShare(sinkShare)}, from CLS ${formatShare(clsSinkShare)}`,
    `entropy ${formatValue(entropy)} nats`,
    `value ratio ${formatValue(valueNormRatio)}`,
    `stable rank ${formatValue(stableRank)}`,
    `kind: ${KIND_NAMES[kind]}`,
  ].join(', ');
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

import * as words from '#words/view/text-attention.tsx';
import { attentionMatrix, firstTokenShare, type TextAttention } from '../../core/analysis/text-attention.ts';
import { classNames } from '../class-names.ts';
import { formatShare } from '../numbers.ts';
import { colourAt } from '../paint.ts';
import { useScopeState } from '../scope-context.tsx';
import styles from './first-token-grid.module.css';

interface FirstTokenGridProps {
  readonly attention: TextAttention;
  readonly layer: number;
  readonly head: number | 'mean';
  readonly onChoose: (choice: { layer: number; head: number }) => void;
}

/** The share that goes to the first token, of every layer and head; a press shows the head. */
export function FirstTokenGrid({ attention, layer, head, onChoose }: FirstTokenGridProps) {
  const palette = useScopeState((state) => state.requested.look.palette);
  const { layers, heads, tokens } = attention;
  return (
    <table className={styles.grid}>
      <caption>{words.grid}</caption>
      <tbody>
        {Array.from({ length: layers }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its layer.
          <tr key={row}>
            <th scope="row">{row}</th>
            {Array.from({ length: heads }, (_, column) => {
              const share = firstTokenShare(attentionMatrix(attention, row, column), tokens);
              const name = words.gridCell(row, column, formatShare(share));
              const isChosen = row === layer && column === head;
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its head.
                <td key={column}>
                  <button
                    type="button"
                    tabIndex={-1}
                    className={classNames(styles.cell, isChosen && styles.chosen)}
                    style={{ background: colourAt(share, palette) }}
                    aria-label={name}
                    title={name}
                    onClick={() => onChoose({ layer: row, head: column })}
                  />
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

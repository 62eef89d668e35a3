import { memo } from 'react';
import * as words from '#words/view/table.tsx';
import { patchToken, specialTokens, type TokenLayout, tokenName } from '../../core/vit/token-layout.ts';
import type { TokenMap } from '../../state/layer-maps.ts';
import { targetOf } from '../../state/query-target.ts';
import { useScope } from '../scope-context.tsx';
import styles from './patch-table.module.css';
import type { TableNumbers } from './table-numbers.ts';

interface PatchTableProps {
  readonly title: string;
  readonly layout: TokenLayout;
  readonly map: TokenMap;
  readonly numbers: TableNumbers;
  readonly query: number;
}

/** The map's numbers as the patches lie, the special tokens above them. A click on a number makes it the query. */
export function PatchTable({ title, layout, map, numbers, query }: PatchTableProps) {
  const scope = useScope();
  const special = specialTokens(layout);
  return (
    <>
      {special.length > 0 && (
        <dl className={styles.special} aria-label={words.specialTokens}>
          {special.map((token) => (
            <div key={token} data-query={token === query}>
              <dt>{tokenName(layout, token)}</dt>
              <dd>{numbers.format(map.tokens[token]!)}</dd>
            </div>
          ))}
        </dl>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls with the arrow keys. */}
      <section className={styles.scroller} tabIndex={0} aria-label={words.patches.label(title)}>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the list has the same as buttons. */}
        <table
          className={styles.table}
          onClick={({ target }) => {
            const token = target instanceof Element && target.closest('td')?.getAttribute('data-token');
            if (token) scope.pin(targetOf(layout, Number(token)));
          }}
        >
          <caption>{words.patches.caption(title, layout.rows, layout.columns)}</caption>
          <thead>
            <tr>
              <td />
              {Array.from({ length: layout.columns }, (_, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its number.
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: layout.rows }, (_, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its number.
              <Row key={row} row={row} layout={layout} map={map} numbers={numbers} query={query} />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

const Row = memo(function Row({
  row,
  layout,
  map,
  numbers,
  query,
}: Omit<PatchTableProps, 'title'> & { row: number }) {
  return (
    <tr>
      <th scope="row">{row}</th>
      {Array.from({ length: layout.columns }, (_, column) => {
        const token = patchToken(layout, row, column);
        const value = map.tokens[token]!;
        return (
          <td
            key={token}
            data-token={token}
            data-query={token === query}
            style={{ '--share': shareOf(map, value) } as React.CSSProperties}
          >
            {numbers.format(value)}
          </td>
        );
      })}
    </tr>
  );
});

/** How far up the map's scale a value lies, in [0, 1]. */
function shareOf({ low, high, axis }: TokenMap, value: number): number {
  const share =
    axis === 'log' && low > 0
      ? Math.log(Math.max(value, low) / low) / Math.log(high / low)
      : (value - low) / (high - low);
  return Number.isFinite(share) ? Number(Math.min(1, Math.max(0, share)).toFixed(3)) : 0;
}

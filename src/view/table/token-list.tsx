import { useMemo, useRef, useState } from 'react';
import { tokens as words } from '#words/view/table.tsx';
import { type TokenLayout, tokenCount } from '../../core/vit/token-layout.ts';
import type { TokenMap } from '../../state/layer-maps.ts';
import { type TokenEntry, tokenEntries } from '../../state/map-text.ts';
import { targetOf } from '../../state/query-target.ts';
import type { TableSort } from '../../state/requested.ts';
import { useScope, useScopeState } from '../scope-context.tsx';
import { useElementSize } from '../use-element-size.ts';
import { useMedia } from '../use-media.ts';
import { tokenPhrase } from '../wording.ts';
import { listWindow } from './list-window.ts';
import type { TableNumbers } from './table-numbers.ts';
import styles from './token-list.module.css';

interface TokenListProps {
  readonly title: string;
  readonly layout: TokenLayout;
  readonly map: TokenMap;
  readonly numbers: TableNumbers;
  readonly query: number;
}

/** Every token with its place, value and rank, sorted; only what is in sight is drawn. */
export function TokenList({ title, layout, map, numbers, query }: TokenListProps) {
  const scope = useScope();
  const sort = useScopeState((state) => state.requested.numbers.sort);
  const rowPx = useMedia('(pointer: coarse), (width < 700px)') ? 40 : 26; // no words
  const root = useRef<HTMLElement>(null);
  const { heightPx } = useElementSize(root);
  const [scrolledPx, setScrolled] = useState(0);
  const entries = useMemo(() => tokenEntries(layout, map.tokens, sort), [layout, map, sort]);
  const { begin, end } = listWindow({ scrolledPx, heightPx, rowPx, count: entries.length });
  const sortBy = (next: TableSort) => {
    scope.changeNumbers({ sort: next });
    root.current?.scrollTo({ top: 0 });
  };
  return (
    <section
      ref={root}
      className={styles.scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls with the arrow keys.
      tabIndex={0}
      aria-label={words.label(title)}
      onScroll={({ currentTarget }) => setScrolled(currentTarget.scrollTop)}
    >
      <table className={styles.table} aria-rowcount={tokenCount(layout) + 1}>
        <caption>{words.caption(title)}</caption>
        <Head sort={sort} onSort={sortBy} />
        <tbody>
          <Spacer heightPx={begin * rowPx} />
          {entries.slice(begin, end).map((entry, place) => (
            <Row
              key={entry.token}
              entry={entry}
              place={begin + place}
              name={tokenPhrase(layout, entry.token)}
              value={numbers.format(entry.value)}
              rowPx={rowPx}
              isQuery={entry.token === query}
              onPin={() => scope.pin(targetOf(layout, entry.token))}
            />
          ))}
          <Spacer heightPx={(entries.length - end) * rowPx} />
        </tbody>
      </table>
    </section>
  );
}

function Head({ sort, onSort }: { sort: TableSort; onSort: (sort: TableSort) => void }) {
  const byValue = sort === 'largest' ? 'descending' : sort === 'smallest' ? 'ascending' : 'none';
  return (
    <thead>
      <tr>
        <th scope="col">{words.rank}</th>
        <th scope="col" aria-sort={sort === 'sequence' ? 'ascending' : 'none'}>
          <button type="button" onClick={() => onSort('sequence')} title={words.inSequence}>
            {words.token} {sort === 'sequence' && '↓'}
          </button>
        </th>
        <th scope="col">{words.row}</th>
        <th scope="col">{words.column}</th>
        <th scope="col" aria-sort={byValue}>
          <button
            type="button"
            onClick={() => onSort(sort === 'largest' ? 'smallest' : 'largest')}
            title={words.byValue}
          >
            {words.value} {byValue === 'descending' ? '↓' : byValue === 'ascending' ? '↑' : ''}
          </button>
        </th>
      </tr>
    </thead>
  );
}

interface RowProps {
  readonly entry: TokenEntry;
  readonly place: number;
  readonly name: string;
  readonly value: string;
  readonly rowPx: number;
  readonly isQuery: boolean;
  readonly onPin: () => void;
}

function Row({ entry, place, name, value, rowPx, isQuery, onPin }: RowProps) {
  return (
    <tr aria-rowindex={place + 2} style={{ blockSize: rowPx }} data-query={isQuery}>
      <td>{entry.rank}</td>
      <th scope="row">
        <button type="button" aria-label={words.query(name)} aria-pressed={isQuery} onClick={onPin}>
          {entry.name}
        </button>
      </th>
      <td>{entry.row ?? ''}</td>
      <td>{entry.column ?? ''}</td>
      <td>{value}</td>
    </tr>
  );
}

/** Stands for the rows that are out of sight. */
function Spacer({ heightPx }: { heightPx: number }) {
  return heightPx > 0 ? (
    <tr className={styles.spacer}>
      <td colSpan={5} style={{ blockSize: heightPx }} />
    </tr>
  ) : null;
}

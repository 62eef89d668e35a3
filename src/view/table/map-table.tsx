import { useMemo } from 'react';
import * as words from '#words/view/table.tsx';
import { mapPlaces } from '../../core/analysis/map-places.ts';
import { summarise } from '../../core/tensor/statistics.ts';
import { patchValues } from '../../core/vit/token-layout.ts';
import { mapText } from '../../state/map-text.ts';
import { LensProvider, useLensView } from '../lens-context.tsx';
import { placesInWords } from '../map-words.ts';
import { formatValue } from '../numbers.ts';
import { useScope, useScopeState } from '../scope-context.tsx';
import { Segmented } from '../segmented.tsx';
import { SelectField } from '../select-field.tsx';
import { Sheet } from '../sheet.tsx';
import { quantityOf } from '../text-alternatives.ts';
import { stagedLabel, useStagedMap } from '../use-shown.ts';
import { stagePhrase } from '../wording.ts';
import styles from './map-table.module.css';
import { PatchTable } from './patch-table.tsx';
import { tableNumbers } from './table-numbers.ts';
import { TokenList } from './token-list.tsx';
import { useCopy } from './use-copy.ts';

/** The staged map of the active lens as a table of numbers, to read, sort and copy. */
export function MapTable() {
  const scope = useScope();
  const active = useScopeState((state) => state.requested.active);
  return (
    <Sheet title={words.title} isWide onClose={() => scope.changeNumbers({ table: 'closed' })}>
      <LensProvider lens={active}>
        <Page />
      </LensProvider>
    </Sheet>
  );
}

function Page() {
  const displayed = useLensView((view) => view.displayed);
  const site = useScopeState((state) => state.requested.normSite);
  const table = useScopeState((state) => state.requested.numbers.table);
  const staged = useStagedMap();
  const map = staged?.map;
  const numbers = useMemo(() => map && tableNumbers(map.tokens), [map]);
  if (!displayed || !staged || !map || !numbers) {
    return <p className={styles.waiting}>{words.waiting}</p>;
  }
  const { layout } = displayed.start;
  const title = stagedLabel(staged);
  const phrase = stagePhrase(displayed, staged.kind, site);
  const { minimum, median, maximum } = summarise(patchValues(layout, map.tokens));
  const where = placesInWords(mapPlaces(layout, map.tokens), quantityOf(displayed, staged.kind));
  const shared = { title, layout, map, numbers, query: displayed.attention.token };
  return (
    <div className={styles.page}>
      <p className={styles.phrase}>
        {words.summary({
          map: title,
          phrase,
          smallest: formatValue(minimum),
          median: formatValue(median),
          largest: formatValue(maximum),
          where,
        })}
      </p>
      <Controls exponent={numbers.exponent} />
      {table === 'list' ? <TokenList {...shared} /> : <PatchTable {...shared} />}
    </div>
  );
}

/** What is shown, of which lens, and how it is taken along. */
function Controls({ exponent }: { exponent: number }) {
  const scope = useScope();
  const { table, sort } = useScopeState((state) => state.requested.numbers);
  const layout = useLensView(({ displayed }) => displayed?.start.layout);
  const map = useStagedMap()?.map;
  const { copy, said } = useCopy();
  const form = table === 'list' ? 'list' : 'patches';
  const take = (separator: '\t' | ',', what: string) => {
    if (layout && map) copy(mapText(layout, map.tokens, { form, sort, separator }), what);
  };
  return (
    <div className={styles.controls}>
      <Segmented
        legend={words.layouts.legend}
        value={form}
        options={[
          { value: 'patches', label: words.layouts.patches, hint: words.layouts.patchesHint },
          { value: 'list', label: words.layouts.list, hint: words.layouts.listHint },
        ]}
        onChange={(value) => scope.changeNumbers({ table: value })}
      />
      <LensField />
      {exponent !== 0 && (
        <span className={styles.unit}>
          {words.inUnits(
            <>
              10<sup>{String(exponent).replace('-', '−')}</sup>
            </>,
          )}
        </span>
      )}
      <span className={styles.said} role="status">
        {said}
      </span>
      <span className={styles.copies}>
        <button type="button" className={styles.copy} onClick={() => take('\t', words.tabs.name)}>
          {words.tabs.copy}
        </button>
        <button type="button" className={styles.copy} onClick={() => take(',', words.commas.name)}>
          {words.commas.copy}
        </button>
      </span>
    </div>
  );
}

/** Whose map it is, where several stand side by side. */
function LensField() {
  const scope = useScope();
  const { lenses, active, comparison } = useScopeState((state) => state.requested);
  if (lenses.length < 2 || comparison.layout === 'single') return null;
  return (
    <SelectField
      label={words.lens}
      value={active}
      options={lenses.map(({ id }, place) => ({ value: id, label: 'abcd'.charAt(place) }))}
      onChange={scope.activate}
    />
  );
}

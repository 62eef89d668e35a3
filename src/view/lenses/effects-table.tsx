import * as words from '#words/view/lenses/effects.tsx';
import type { EffectsTable as Table } from '../../state/effects-feed.ts';
import { RuleField } from '../rule-field.tsx';
import { useScope, useScopeState } from '../scope-context.tsx';
import { SelectField } from '../select-field.tsx';
import { ReferenceField } from './compare-toolbar.tsx';
import { EFFECT_ROWS, type EffectRow } from './effect-rows.ts';
import styles from './effects-table.module.css';
import { Term } from './term.tsx';
import type { LensTrace } from './use-lens-traces.ts';
import { useVariant } from './use-variant.ts';

/** What every lens does beside the reference: the numbers, their rule and their layers. */
export function EffectsTable({ lenses }: { lenses: readonly LensTrace[] }) {
  const table = useScopeState((state) => state.effects);
  const rows = EFFECT_ROWS.filter(({ isNeeded }) => isNeeded?.(lenses, table) ?? true);
  return (
    <section className={styles.effects} aria-label={words.title} data-part="effects">
      <header className={styles.head}>
        <h2>{words.title}</h2>
        <ReferenceField label={words.reference} lenses={lenses} />
        <RuleField label={words.outliersAbove} />
        <LayerField lenses={lenses} field="outlierLayer" label={words.outlierLayer} table={table} />
        <LayerField lenses={lenses} field="normLayer" label={words.normLayer} table={table} />
      </header>
      <div className={styles.scroller}>
        <table>
          <thead>
            <tr>
              <th scope="col">
                <span className={styles.hidden}>{words.measure}</span>
              </th>
              {lenses.map(({ lens, letter }) => (
                <LensHeading
                  key={lens.id}
                  trace={{ lens, letter }}
                  isReference={table?.reference === lens.id}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <th scope="row">
                  <Term definition={row.define(table)}>{row.name}</Term>
                </th>
                {lenses.map((trace) => (
                  <Cell key={trace.lens.id} row={row} trace={trace} table={table} />
                ))}
              </tr>
            ))}
            <tr className={styles.changed}>
              <th scope="row">{words.changed}</th>
              {lenses.map(({ lens }) => (
                <Sentence key={lens.id} lens={lens} />
              ))}
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  );
}

function LensHeading({
  trace,
  isReference,
}: {
  trace: Pick<LensTrace, 'lens' | 'letter'>;
  isReference: boolean;
}) {
  const variant = useVariant(trace.lens);
  return (
    <th scope="col">
      <span className={styles.letter}>{trace.letter}</span>
      {variant?.name}
      {isReference && <span className={styles.reference}>{words.isReference}</span>}
    </th>
  );
}

function Cell({ row, trace, table }: { row: EffectRow; trace: LensTrace; table: Table | undefined }) {
  const effects = table?.rows[trace.lens.id];
  const isReference = table?.reference === trace.lens.id;
  if (effects === undefined) return <td className={styles.none}>…</td>;
  const value = row.value({ effects, trace, isReference });
  return <td className={value === undefined ? styles.none : undefined}>{value ?? '–'}</td>;
}

function Sentence({ lens }: { lens: LensTrace['lens'] }) {
  const variant = useVariant(lens);
  return <td>{variant && words.change(variant.kind, variant.sentence)}</td>;
}

interface LayerFieldProps {
  readonly lenses: readonly LensTrace[];
  readonly field: 'outlierLayer' | 'normLayer';
  readonly label: string;
  readonly table: Table | undefined;
}

/** A layer of the table: by itself where the reference's artifacts stand out, or a chosen one. */
function LayerField({ lenses, field, label, table }: LayerFieldProps) {
  const scope = useScope();
  const asked = useScopeState((state) => state.requested.comparison[field]);
  const depth = Math.min(...lenses.flatMap(({ shown }) => shown?.displayed.start.depth ?? []), 64);
  const found = asked === 'auto' ? table?.layers[field] : undefined;
  const layers = Array.from({ length: depth }, (_, layer) => ({
    value: String(layer),
    label: String(layer),
  }));
  return (
    <SelectField
      label={label}
      value={String(asked)}
      options={[{ value: 'auto', label: words.foundLayer(found) }, ...layers]}
      onChange={(value) => scope.compare({ [field]: value === 'auto' ? 'auto' : Number(value) })}
    />
  );
}

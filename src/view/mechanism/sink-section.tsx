import { useState } from 'react';
import type { HeadMeasures } from '../../core/analysis/sink-measures.ts';
import { prefixCount } from '../../core/vit/token-layout.ts';
import { Segmented } from '../segmented.tsx';
import { ControlRow } from './control-row.tsx';
import controls from './controls.module.css';
import { PickButton } from './mask-section.tsx';
import { useMechanism, usePicking } from './mechanism-context.tsx';
import { PanelSection } from './panel-section.tsx';
import { SinkGrid } from './sink-grid.tsx';
import { MEASURES, type MeasureName } from './sink-measure-names.ts';
import type { Subject } from './subject.ts';
import { namesOfTokens, patchesOf } from './token-lists.ts';
import { type SinkQuestion, useSinkReport } from './use-sink-report.ts';
import { counted, firstOf } from './words.ts';

const RULES = [
  { value: 'outliers', label: 'high norms', hint: 'Tokens whose norm is an outlier' },
  { value: 'received', label: 'most attended', hint: 'Tokens that receive far more attention than others' },
  { value: 'hand', label: 'by hand', hint: 'Patches that you point at, or the query token' },
] as const;

interface SinkSectionProps {
  readonly subject: Subject;
  readonly question: Pick<SinkQuestion, 'trace' | 'isComplete'>;
}

/** Which tokens are sinks in the run on the screen, and what each head does with them. */
export function SinkSection({ subject, question }: SinkSectionProps) {
  const { layout, query } = subject;
  const { picker } = useMechanism();
  const picking = usePicking();
  const [rule, setRule] = useState<(typeof RULES)[number]['value']>('outliers');
  const [byHand, setByHand] = useState<readonly number[]>([]);
  const [measure, setMeasure] = useState<MeasureName>('sinkShare');
  const { report, message } = useSinkReport({
    ...question,
    choice: rule === 'hand' ? { tokens: byHand } : rule,
  });
  const tokens = report?.tokens ?? [];
  return (
    <PanelSection title="Sinks" state={report ? stateOf(tokens.length, report.heads) : 'layers and heads'}>
      <p className={controls.intro}>
        A sink draws attention from everywhere. Nothing is changed here: this measures what each head of the
        run on the screen does with the sinks.
      </p>
      <ControlRow label="Sinks are">
        <Segmented legend="Sinks are" value={rule} options={RULES} onChange={setRule} />
      </ControlRow>
      {rule === 'hand' && (
        <div className={controls.buttons}>
          <PickButton
            isPicking={picking?.purpose === 'sinks'}
            onBegin={() =>
              picker.begin({
                purpose: 'sinks',
                patches: patchesOf(layout, byHand),
                several: true,
                onPick: (patches) => setByHand(patches.map((patch) => patch + prefixCount(layout))),
              })
            }
            onEnd={picker.end}
          />
          <button type="button" className={controls.button} onClick={() => setByHand([query])}>
            Only {namesOfTokens(layout, [query]).map((name) => (name.includes(',') ? `patch ${name}` : name))}
          </button>
        </div>
      )}
      <p className={controls.note} role="status">
        {message ??
          (report
            ? tokens.length === 0
              ? 'No sinks here.'
              : `${counted(tokens.length, 'sink')}: ${firstOf(namesOfTokens(layout, tokens), 5)}.`
            : 'Measured when the run is complete.')}
      </p>
      {report && (
        <>
          <Segmented legend="Measure" value={measure} options={MEASURES} onChange={setMeasure} />
          <p className={controls.note}>{MEASURES.find(({ value }) => value === measure)!.definition}</p>
          <SinkGrid heads={report.heads} measure={measure} />
        </>
      )}
    </PanelSection>
  );
}

function stateOf(sinks: number, layers: readonly (readonly HeadMeasures[])[]): string {
  const kinds = layers.flat().map(({ kind }) => kind);
  const some = (['nop', 'broadcast', 'mixed'] as const)
    .map((kind) => ({ kind, count: kinds.filter((other) => other === kind).length }))
    .filter(({ count }) => count > 0);
  if (sinks === 0) return 'none here';
  return [
    counted(sinks, 'sink'),
    ...some.map(({ kind, count }) => `${count} ${kind === 'nop' ? 'NOP' : kind}`),
  ].join(' · ');
}

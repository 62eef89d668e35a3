import { useState } from 'react';
import * as panel from '#words/view/mechanism/panel.ts';
import * as words from '#words/view/mechanism/sinks.tsx';
import type { HeadMeasures } from '../../core/analysis/sink-measures.ts';
import { prefixCount, tokenName } from '../../core/vit/token-layout.ts';
import { Segmented } from '../segmented.tsx';
import { ControlRow } from './control-row.tsx';
import controls from './controls.module.css';
import { PickButton } from './mask-section.tsx';
import { useMechanism, usePicking } from './mechanism-context.tsx';
import { PanelSection } from './panel-section.tsx';
import { SinkGrid } from './sink-grid.tsx';
import { MEASURES, type MeasureName } from './sink-measure-names.ts';
import type { Subject } from './subject.ts';
import { isPatchToken, namesOfTokens, patchesOf } from './token-lists.ts';
import { type SinkQuestion, useSinkReport } from './use-sink-report.ts';

const RULES = (['outliers', 'received', 'hand'] as const).map((value) => ({
  value,
  ...words.rules[value],
}));

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
    <PanelSection
      name="sinks"
      title={words.title}
      state={report ? stateOf(tokens.length, report.heads) : words.waiting}
    >
      <p className={controls.intro}>{words.intro}</p>
      <ControlRow label={words.rule}>
        <Segmented legend={words.rule} value={rule} options={RULES} onChange={setRule} />
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
            {words.onlyToken(panel.token(tokenName(layout, query), isPatchToken(layout, query)))}
          </button>
        </div>
      )}
      <p className={controls.note} role="status">
        {message ??
          (report
            ? tokens.length === 0
              ? rule === 'hand'
                ? words.noSinksChosen
                : words.noSinks
              : words.tokens(namesOfTokens(layout, tokens))
            : words.notYet)}
      </p>
      {report && (
        <>
          <Segmented legend={words.measure} value={measure} options={MEASURES} onChange={setMeasure} />
          <p className={controls.note}>{MEASURES.find(({ value }) => value === measure)!.definition}</p>
          <SinkGrid heads={report.heads} measure={measure} />
        </>
      )}
    </PanelSection>
  );
}

function stateOf(sinks: number, layers: readonly (readonly HeadMeasures[])[]): string {
  const kinds = layers.flat().map(({ kind }) => kind);
  const counts = (['nop', 'broadcast', 'mixed'] as const)
    .map((kind) => ({ kind, count: kinds.filter((other) => other === kind).length }))
    .filter(({ count }) => count > 0);
  return sinks === 0 ? words.noneHere : words.state(sinks, counts);
}

import * as words from '#words/view/mechanism/registers.ts';
import { changedInterventions } from '../../core/intervention/changed-interventions.ts';
import { remappedTokens } from '../../core/intervention/remapped-tokens.ts';
import { withRegisters } from '../../core/intervention/reroute-draft.ts';
import { Segmented } from '../segmented.tsx';
import { ControlRow } from './control-row.tsx';
import controls from './controls.module.css';
import { NumberField } from './number-field.tsx';
import { PanelSection } from './panel-section.tsx';
import type { Subject } from './subject.ts';
import { type Twin, TwinChoice } from './twin-choice.tsx';

const COUNTS = Array.from({ length: 9 }, (_, count) => ({ value: String(count), label: String(count) }));

const INITS = (['zeros', 'mean', 'random'] as const).map((value) => ({ value, ...words.starts[value] }));

interface RegisterSectionProps {
  readonly subject: Subject;
  readonly twins: readonly Twin[];
}

/** Extra tokens: those added while the model runs, and those that it was trained with. */
export function RegisterSection({ subject, twins }: RegisterSectionProps) {
  const { interventions, spec } = subject;
  const { registers, dropTrainedRegisters = false } = interventions;
  const count = registers?.count ?? 0;
  return (
    <PanelSection
      name="registers"
      title={words.title}
      state={stateOf(subject)}
      isChanged={count > 0 || dropTrainedRegisters}
    >
      <p className={controls.intro}>{words.intro}</p>
      <AddedRegisters subject={subject} />
      {spec.registers > 0 && <TrainedRegisters subject={subject} />}
      {twins.length > 1 && <TwinChoice twins={twins} />}
    </PanelSection>
  );
}

function AddedRegisters({ subject }: { subject: Subject }) {
  const { interventions, draft, layout } = subject;
  const registers = interventions.registers ?? { count: 0, init: 'zeros', seed: 0 };
  const change = (part: Partial<typeof registers>) => {
    const next = { ...registers, ...part };
    const to = { ...layout, testTimeRegisters: next.count };
    subject.change(remappedTokens(withRegisters(interventions, next, draft), layout, to));
  };
  return (
    <>
      <ControlRow label={words.added} hint={words.addedHint}>
        <Segmented
          legend={words.addedLegend}
          value={String(registers.count)}
          options={COUNTS}
          onChange={(value) => change({ count: Number(value) })}
        />
      </ControlRow>
      {registers.count > 0 && (
        <ControlRow label={words.start}>
          <Segmented
            legend={words.startLegend}
            value={registers.init}
            options={INITS}
            onChange={(init) => change({ init })}
          />
          {registers.init === 'random' && (
            <NumberField label={words.seed} value={registers.seed} onChange={(seed) => change({ seed })} />
          )}
        </ControlRow>
      )}
    </>
  );
}

function TrainedRegisters({ subject }: { subject: Subject }) {
  const { interventions, layout, spec } = subject;
  const drops = interventions.dropTrainedRegisters ?? false;
  return (
    <ControlRow label={words.trained} hint={words.trainedHint}>
      <label className={controls.check}>
        <input
          type="checkbox"
          checked={drops}
          onChange={({ target }) => {
            const changed = changedInterventions(interventions, { dropTrainedRegisters: target.checked });
            const to = { ...layout, registers: target.checked ? 0 : spec.registers };
            subject.change(remappedTokens(changed, layout, to));
          }}
        />
        {words.takeOut(spec.registers)}
      </label>
    </ControlRow>
  );
}

function stateOf({ interventions, spec }: Subject): string {
  const { registers, dropTrainedRegisters = false } = interventions;
  return words.state({
    trained: spec.registers,
    takenOut: dropTrainedRegisters,
    added: registers?.count ?? 0,
    start: words.starts[registers?.init ?? 'zeros'].label,
  });
}

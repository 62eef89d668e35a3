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
import { counted } from './words.ts';

const COUNTS = Array.from({ length: 9 }, (_, count) => ({ value: String(count), label: String(count) }));

const INITS = [
  { value: 'zeros', label: 'zeros', hint: 'All numbers 0, as published' },
  { value: 'mean', label: 'mean patch', hint: 'The mean of the embedded patches' },
  { value: 'random', label: 'random', hint: 'Normal numbers, as long as a patch is on average' },
] as const;

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
      title="Registers"
      state={stateOf(subject)}
      isChanged={count > 0 || dropTrainedRegisters}
      startsOpen
    >
      <p className={controls.intro}>
        Registers are tokens that stand for no part of the image: room for what the model would otherwise keep
        in patches. Darcet et al. (2024) trained models with them; Jiang et al. (2025) add them to a finished
        model.
      </p>
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
      <ControlRow label="Added" hint="Test-time registers, after the last patch. One is usually enough.">
        <Segmented
          legend="Test-time registers"
          value={String(registers.count)}
          options={COUNTS}
          onChange={(value) => change({ count: Number(value) })}
        />
      </ControlRow>
      {registers.count > 0 && (
        <ControlRow label="Start as">
          <Segmented
            legend="Test-time registers start as"
            value={registers.init}
            options={INITS}
            onChange={(init) => change({ init })}
          />
          {registers.init === 'random' && (
            <NumberField label="Seed" value={registers.seed} onChange={(seed) => change({ seed })} />
          )}
        </ControlRow>
      )}
    </>
  );
}

function TrainedRegisters({ subject }: { subject: Subject }) {
  const { interventions, layout, spec } = subject;
  const drops = interventions.dropTrainedRegisters ?? false;
  const count = counted(spec.registers, 'trained register');
  return (
    <ControlRow
      label="Trained"
      hint="An ablation: shows what the model does when its own registers are taken away."
    >
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
        Take out the model’s {count}
      </label>
    </ControlRow>
  );
}

function stateOf({ interventions, spec }: Subject): string {
  const { registers, dropTrainedRegisters } = interventions;
  const trained =
    spec.registers > 0 ? `${spec.registers} trained${dropTrainedRegisters ? ', taken out' : ''}` : '';
  const added = registers?.count
    ? `${registers.count} added, ${registers.init === 'mean' ? 'mean patch' : registers.init}`
    : '';
  return [trained, added].filter(Boolean).join(' · ') || 'none';
}

import * as words from '#words/view/mechanism/neurons.ts';
import type { RerouteDraft } from '../../core/intervention/reroute-draft.ts';
import { Segmented } from '../segmented.tsx';
import { SelectField } from '../select-field.tsx';
import { ControlRow } from './control-row.tsx';
import controls from './controls.module.css';
import type { Subject } from './subject.ts';

type TargetKind = 'registers' | 'patches' | 'none' | 'off';

const TARGETS = (['registers', 'patches', 'none', 'off'] as const).map((value) => ({
  value,
  ...words.targets[value],
}));

const MODES = (['paper', 'code'] as const).map((value) => ({ value, ...words.modes[value] }));

const OTHERS = (['zero', 'mean', 'only-outliers', 'same'] as const).map((value) => ({
  value,
  label: words.othersKeep[value],
}));

/** What is to happen to what the neurons fire. */
export function RerouteOptions({ subject }: { subject: Subject }) {
  const { draft, interventions } = subject;
  const kind: TargetKind = typeof draft.target === 'string' ? draft.target : 'patches';
  const waits = kind === 'registers' && !interventions.registers?.count;
  const change = (part: Partial<RerouteDraft>) => subject.changeDraft({ ...draft, ...part });
  return (
    <>
      <ControlRow label={words.target} hint={waits ? words.waitsForRegister : words.targets[kind].note}>
        <Segmented
          legend={words.targetLegend}
          value={kind}
          options={TARGETS}
          onChange={(value) => change({ target: value === 'patches' ? startPatches(subject) : value })}
        />
      </ControlRow>
      {kind !== 'off' && (
        <>
          <ControlRow label={words.mode} hint={words.modes[draft.mode].note}>
            <Segmented
              legend={words.mode}
              value={draft.mode}
              options={MODES}
              onChange={(mode) => change({ mode })}
            />
          </ControlRow>
          <ControlRow label={words.others} hint={words.othersHint}>
            <SelectField
              label={words.others}
              hidesLabel
              value={draft.others}
              options={OTHERS}
              onChange={(others) => change({ others })}
            />
          </ControlRow>
          <Scale scale={draft.scale} onChange={(scale) => change({ scale })} />
        </>
      )}
    </>
  );
}

/** The query patch, or else the first one: something to see before anything has been pointed at. */
function startPatches({ query, layout }: Subject): { patches: number[] } {
  const patch = query - layout.cls - layout.registers;
  return { patches: [patch >= 0 && patch < layout.rows * layout.columns ? patch : 0] };
}

function Scale({ scale, onChange }: { scale: number; onChange: (scale: number) => void }) {
  return (
    <ControlRow label={words.strength} hint={words.strengthHint}>
      <input
        type="range"
        className={controls.range}
        min="0"
        max="2"
        step="0.05"
        value={scale}
        aria-label={words.strength}
        onChange={({ target }) => onChange(target.valueAsNumber)}
      />
      <output className={controls.number}>{scale.toFixed(2)}×</output>
    </ControlRow>
  );
}

import type { RerouteDraft } from '../../core/intervention/reroute-draft.ts';
import { Segmented } from '../segmented.tsx';
import { SelectField } from '../select-field.tsx';
import { ControlRow } from './control-row.tsx';
import controls from './controls.module.css';
import type { Subject } from './subject.ts';

type TargetKind = 'registers' | 'patches' | 'none' | 'off';

const TARGETS: readonly { value: TargetKind; label: string; hint: string }[] = [
  { value: 'registers', label: 'register', hint: 'To the test-time registers' },
  { value: 'patches', label: 'patches', hint: 'To patches that you point at' },
  { value: 'none', label: 'nowhere', hint: 'Silenced: a what-if' },
  { value: 'off', label: 'left alone', hint: 'As the model has it' },
];

const TARGET_NOTES: Readonly<Record<TargetKind, string>> = {
  registers: 'The added registers take over what the neurons fire.',
  patches: 'The artifact moves to the patches that you choose, below.',
  none: 'The neurons are silenced (a what-if): the information that they carry is lost, not moved.',
  off: 'The neurons fire where the model has them fire.',
};

const MODES = [
  { value: 'paper', label: 'paper', hint: 'Each neuron keeps its own strongest value' },
  { value: 'code', label: 'code', hint: 'One strongest value for all neurons of a layer' },
] as const;

const MODE_NOTES = {
  paper: 'Each neuron’s strongest value goes to the target (algorithm 2 of the paper).',
  code: 'The authors’ code: one value, the strongest of the layer’s listed neurons, for all of them; CLS stays as it is.',
} as const;

const OTHERS = [
  { value: 'zero', label: 'nothing' },
  { value: 'mean', label: 'the mean' },
  { value: 'only-outliers', label: 'the mean, only where high' },
  { value: 'same', label: 'what they had' },
] as const;

/** What is to happen to what the neurons fire. */
export function RerouteOptions({ subject }: { subject: Subject }) {
  const { draft, interventions } = subject;
  const kind: TargetKind = typeof draft.target === 'string' ? draft.target : 'patches';
  const waits = kind === 'registers' && !interventions.registers?.count;
  const change = (part: Partial<RerouteDraft>) => subject.changeDraft({ ...draft, ...part });
  return (
    <>
      <ControlRow
        label="Send to"
        hint={
          waits
            ? 'There is no test-time register now: add one above, and they move again.'
            : TARGET_NOTES[kind]
        }
      >
        <Segmented
          legend="Send the activations to"
          value={kind}
          options={TARGETS}
          onChange={(value) => change({ target: value === 'patches' ? startPatches(subject) : value })}
        />
      </ControlRow>
      {kind !== 'off' && (
        <>
          <ControlRow label="Mode" hint={MODE_NOTES[draft.mode]}>
            <Segmented
              legend="Mode"
              value={draft.mode}
              options={MODES}
              onChange={(mode) => change({ mode })}
            />
          </ControlRow>
          <ControlRow label="Others keep" hint="What the neurons fire at all other tokens.">
            <SelectField
              label="Others keep"
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
    <ControlRow label="Strength" hint="What the values are multiplied by on their way; 1 is as they are.">
      <input
        type="range"
        className={controls.range}
        min="0"
        max="2"
        step="0.05"
        value={scale}
        aria-label="Strength"
        onChange={({ target }) => onChange(target.valueAsNumber)}
      />
      <output className={controls.number}>{scale.toFixed(2)}×</output>
    </ControlRow>
  );
}

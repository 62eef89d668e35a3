import { changedInterventions } from '../../core/intervention/changed-interventions.ts';
import type { Gate } from '../../core/intervention/gate.ts';
import { prefixCount } from '../../core/vit/token-layout.ts';
import { Segmented } from '../segmented.tsx';
import { ControlRow } from './control-row.tsx';
import controls from './controls.module.css';
import { PickButton } from './mask-section.tsx';
import { useMechanism, usePicking } from './mechanism-context.tsx';
import { PanelSection } from './panel-section.tsx';
import type { Subject } from './subject.ts';
import { namesOfTokens, patchesOf } from './token-lists.ts';
import { useLatest } from './use-latest.ts';
import { firstOf } from './words.ts';

type ImpliedGate = Extract<Gate, { kind: 'implied' }>;
type Form = ImpliedGate['form'];

const FORMS: readonly { value: Form; label: string; hint: string }[] = [
  { value: 'gate', label: 'as a gate', hint: 'The sinks’ values count for nothing' },
  { value: 'mask', label: 'as a mask', hint: 'Nobody may look at the sinks' },
];

const FORM_NOTES: Readonly<Record<Form, string>> = {
  gate: 'What a query spends on sinks is lost: the head’s output shrinks by that much, as if a gate had closed.',
  mask: 'No gate: nobody may look at the sinks, and the rest is scaled up to 1.',
};

interface GateSectionProps {
  readonly subject: Subject;
  /** The sinks as the run on the screen had them, where a rule chose them. */
  readonly chosen: readonly number[] | undefined;
}

/** Trained gates on and off, and the gate that the sinks imply. */
export function GateSection({ subject, chosen }: GateSectionProps) {
  const { interventions, spec } = subject;
  const gate = interventions.gate ?? { kind: 'trained' };
  const kinds = spec.gate
    ? ([
        { value: 'trained', label: 'trained, on' },
        { value: 'none', label: 'off' },
        { value: 'implied', label: 'implied by sinks' },
      ] as const)
    : ([
        { value: 'trained', label: 'none' },
        { value: 'implied', label: 'implied by sinks' },
      ] as const);
  const latest = useLatest(subject);
  const change = (next: Gate | undefined) =>
    latest.current.change(changedInterventions(latest.current.interventions, { gate: next }));
  return (
    <PanelSection title="Gate" state={stateOf(subject)} isChanged={gate.kind !== 'trained'}>
      <p className={controls.intro}>
        A gate turns a head’s output down, token by token. Models can be trained with one (Qiu et al. 2025;
        Bondarenko et al. 2023). Without one, attention spent on a sink does the same work: it is a closed
        gate.
      </p>
      <Segmented
        legend="Gate"
        value={gate.kind === 'none' && !spec.gate ? 'trained' : gate.kind}
        options={kinds}
        onChange={(kind) => {
          if (kind === 'implied') change({ kind, sinks: 'outliers', form: 'gate' });
          else change(kind === 'none' ? { kind } : undefined);
        }}
      />
      {gate.kind === 'none' && (
        <p className={controls.note}>
          What-if: every gate is 1, so that the heads give everything they have.
        </p>
      )}
      {gate.kind === 'implied' && (
        <ImpliedControls subject={subject} gate={gate} chosen={chosen} onChange={change} />
      )}
    </PanelSection>
  );
}

const RULES = [
  { value: 'outliers', label: 'high norms', hint: 'Tokens whose norm is an outlier' },
  { value: 'received', label: 'most attended', hint: 'Tokens that receive far more attention than others' },
  { value: 'hand', label: 'by hand', hint: 'Patches that you point at' },
] as const;

interface ImpliedControlsProps {
  readonly subject: Subject;
  readonly gate: ImpliedGate;
  readonly chosen: readonly number[] | undefined;
  readonly onChange: (gate: Gate) => void;
}

function ImpliedControls({ subject, gate, chosen, onChange }: ImpliedControlsProps) {
  const { layout } = subject;
  const { picker } = useMechanism();
  const picking = usePicking();
  const byHand = typeof gate.sinks === 'string' ? undefined : gate.sinks;
  const tokens = byHand?.tokens ?? chosen ?? [];
  return (
    <>
      <ControlRow label="Sinks are">
        <Segmented
          legend="Sinks are"
          value={typeof gate.sinks === 'string' ? gate.sinks : 'hand'}
          options={RULES}
          onChange={(rule) =>
            onChange({ ...gate, sinks: rule === 'hand' ? { tokens: [...tokens], layers: 'all' } : rule })
          }
        />
      </ControlRow>
      {byHand && (
        <div className={controls.buttons}>
          <PickButton
            isPicking={picking?.purpose === 'gate'}
            onBegin={() =>
              picker.begin({
                purpose: 'gate',
                patches: patchesOf(layout, byHand.tokens),
                several: true,
                onPick: (patches) => {
                  const special = byHand.tokens.filter((token) => patchesOf(layout, [token]).length === 0);
                  const picked = patches.map((patch) => patch + prefixCount(layout));
                  onChange({ ...gate, sinks: { ...byHand, tokens: [...special, ...picked] } });
                },
              })
            }
            onEnd={picker.end}
          />
        </div>
      )}
      <p className={controls.note}>
        {tokens.length === 0
          ? byHand
            ? 'No sink is chosen yet.'
            : 'The rule finds no sink in this image: nothing changes.'
          : `${tokens.length} sinks: ${firstOf(namesOfTokens(layout, tokens), 5)}.`}
      </p>
      <ControlRow label="Acts" hint={FORM_NOTES[gate.form]}>
        <Segmented
          legend="Acts"
          value={gate.form}
          options={FORMS}
          onChange={(form) => onChange({ ...gate, form })}
        />
      </ControlRow>
    </>
  );
}

function stateOf({ interventions, spec }: Subject): string {
  const gate = interventions.gate ?? { kind: 'trained' };
  if (gate.kind === 'implied') return gate.form === 'mask' ? 'sinks masked' : 'implied by sinks';
  if (!spec.gate) return 'none';
  return gate.kind === 'none' ? 'switched off, what-if' : 'trained, on';
}

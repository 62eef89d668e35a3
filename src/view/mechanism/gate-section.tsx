import * as words from '#words/view/mechanism/gate.ts';
import * as sinks from '#words/view/mechanism/sinks.tsx';
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

type ImpliedGate = Extract<Gate, { kind: 'implied' }>;

const FORMS = (['gate', 'mask'] as const).map((value) => ({ value, ...words.forms[value] }));

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
        { value: 'trained', label: words.kinds.trained },
        { value: 'none', label: words.kinds.none },
        { value: 'implied', label: words.kinds.implied },
      ] as const)
    : ([
        { value: 'trained', label: words.noGate },
        { value: 'implied', label: words.kinds.implied },
      ] as const);
  const latest = useLatest(subject);
  const change = (next: Gate | undefined) =>
    latest.current.change(changedInterventions(latest.current.interventions, { gate: next }));
  return (
    <PanelSection
      name="gate"
      title={words.title}
      state={stateOf(subject)}
      isChanged={gate.kind !== 'trained'}
    >
      <p className={controls.intro}>{words.intro}</p>
      <Segmented
        legend={words.title}
        value={gate.kind === 'none' && !spec.gate ? 'trained' : gate.kind}
        options={kinds}
        onChange={(kind) => {
          if (kind === 'implied') change({ kind, sinks: 'outliers', form: 'gate' });
          else change(kind === 'none' ? { kind } : undefined);
        }}
      />
      {gate.kind === 'none' && <p className={controls.note}>{words.offNote}</p>}
      {gate.kind === 'implied' && (
        <ImpliedControls subject={subject} gate={gate} chosen={chosen} onChange={change} />
      )}
    </PanelSection>
  );
}

const RULES = [
  { value: 'outliers', ...sinks.rules.outliers },
  { value: 'received', ...sinks.rules.received },
  { value: 'hand', label: sinks.rules.hand.label, hint: sinks.rules.hand.hintOfGate },
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
      <ControlRow label={sinks.rule}>
        <Segmented
          legend={sinks.rule}
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
            ? sinks.noSinksChosen
            : words.noSinkFound
          : sinks.tokens(namesOfTokens(layout, tokens))}
      </p>
      <ControlRow label={words.form} hint={words.forms[gate.form].note}>
        <Segmented
          legend={words.form}
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
  const { states } = words;
  if (gate.kind === 'implied') return gate.form === 'mask' ? states.masked : states.implied;
  if (!spec.gate) return states.none;
  return gate.kind === 'none' ? states.off : states.on;
}

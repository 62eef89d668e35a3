import { changedInterventions } from '../../core/intervention/changed-interventions.ts';
import type { Interventions } from '../../core/intervention/interventions.ts';
import { Segmented } from '../segmented.tsx';
import controls from './controls.module.css';
import { PanelSection } from './panel-section.tsx';
import type { Subject } from './subject.ts';

type Kind = NonNullable<Interventions['normaliser']>;

const KINDS: readonly { value: Kind; label: string; hint: string }[] = [
  { value: 'softmax', label: 'softmax', hint: 'Weights sum to 1' },
  { value: 'softmax-1', label: 'softmax-1', hint: 'Weights may sum to less than 1' },
  { value: 'sigmoid', label: 'sigmoid', hint: 'Each weight by itself' },
];

const NOTES: Readonly<Record<Kind, string>> = {
  softmax: 'Every query spends exactly 1: a head with nothing to say has to put it somewhere.',
  'softmax-1': 'exp(s) / (1 + Σ exp(s)): a query may spend less than 1, as if a blank token took the rest.',
  sigmoid:
    'σ(s − log n): each weight by itself, nothing is shared out (bias of Ramapuram et al. 2024; Gu et al. 2025).',
};

/** How scores become weights. */
export function NormaliserSection({ subject }: { subject: Subject }) {
  const { interventions, spec } = subject;
  const trained = spec.normaliser.kind;
  const kind = interventions.normaliser ?? trained;
  const isTrained = kind === trained;
  return (
    <PanelSection
      title="Normaliser"
      state={isTrained ? `${kind}, as trained` : `${kind}, what-if`}
      isChanged={interventions.normaliser !== undefined}
    >
      <p className={controls.intro}>
        How attention scores become weights. The model was trained with {trained}; another one is a what-if.
      </p>
      <Segmented
        legend="Normaliser"
        value={kind}
        options={KINDS}
        onChange={(value) => {
          const isOwn = value === trained && spec.normaliser.clip === undefined;
          subject.change(changedInterventions(interventions, { normaliser: isOwn ? undefined : value }));
        }}
      />
      <p className={controls.note}>{NOTES[kind]}</p>
    </PanelSection>
  );
}

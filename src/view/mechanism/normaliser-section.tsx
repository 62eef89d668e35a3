import * as words from '#words/view/mechanism/normaliser.ts';
import { changedInterventions } from '../../core/intervention/changed-interventions.ts';
import { Segmented } from '../segmented.tsx';
import controls from './controls.module.css';
import { PanelSection } from './panel-section.tsx';
import type { Subject } from './subject.ts';

const KINDS = (['softmax', 'softmax-1', 'sigmoid'] as const).map((value) => ({
  value,
  ...words.kinds[value],
}));

/** How scores become weights. */
export function NormaliserSection({ subject }: { subject: Subject }) {
  const { interventions, spec } = subject;
  const trained = spec.normaliser.kind;
  const kind = interventions.normaliser ?? trained;
  const isTrained = kind === trained;
  return (
    <PanelSection
      title={words.title}
      state={words.state(words.kinds[kind].label, isTrained)}
      isChanged={interventions.normaliser !== undefined}
    >
      <p className={controls.intro}>{words.intro(words.kinds[trained].label)}</p>
      <Segmented
        legend={words.title}
        value={kind}
        options={KINDS}
        onChange={(value) => {
          const isOwn = value === trained && spec.normaliser.clip === undefined;
          subject.change(changedInterventions(interventions, { normaliser: isOwn ? undefined : value }));
        }}
      />
      <p className={controls.note}>{words.kinds[kind].note}</p>
    </PanelSection>
  );
}

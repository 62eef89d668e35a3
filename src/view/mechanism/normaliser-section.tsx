import * as words from '#words/view/mechanism/normaliser.ts';
import { changedInterventions } from '../../core/intervention/changed-interventions.ts';
import { Segmented } from '../segmented.tsx';
import controls from './controls.module.css';
import { chosenNormaliser, normaliserChoices, replacementFor } from './normaliser-choice.ts';
import { PanelSection } from './panel-section.tsx';
import type { Subject } from './subject.ts';

/** How scores become weights. */
export function NormaliserSection({ subject }: { subject: Subject }) {
  const { interventions, spec } = subject;
  const chosen = chosenNormaliser(spec.normaliser, interventions.normaliser);
  const trained = chosenNormaliser(spec.normaliser, undefined);
  const isTrained = replacementFor(spec.normaliser, chosen) === undefined;
  return (
    <PanelSection
      name="normaliser"
      title={words.title}
      state={words.state(words.kinds[chosen].label, isTrained)}
      isChanged={!isTrained}
    >
      <p className={controls.intro}>{words.intro(words.kinds[trained].label)}</p>
      <Segmented
        legend={words.title}
        value={chosen}
        options={normaliserChoices(spec.normaliser).map((value) => ({ value, ...words.kinds[value] }))}
        onChange={(choice) =>
          subject.change(
            changedInterventions(interventions, { normaliser: replacementFor(spec.normaliser, choice) }),
          )
        }
      />
      <p className={controls.note}>{words.kinds[chosen].note}</p>
    </PanelSection>
  );
}

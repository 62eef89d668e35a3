import { neuronEntries } from '../../core/intervention/neuron-entries.ts';
import { draftWithNeurons } from '../../core/intervention/reroute-draft.ts';
import { originOf } from '../../state/mechanism.ts';
import controls from './controls.module.css';
import { KnownLists } from './known-lists.tsx';
import { NeuronChips } from './neuron-chips.tsx';
import { NeuronEntry } from './neuron-entry.tsx';
import { NeuronTools } from './neuron-tools.tsx';
import { PanelSection } from './panel-section.tsx';
import { RandomControl } from './random-control.tsx';
import { RerouteOptions } from './reroute-options.tsx';
import type { Subject } from './subject.ts';
import { type OtherLens, useKnownLists } from './use-known-lists.ts';
import { counted } from './words.ts';

interface NeuronSectionProps {
  readonly subject: Subject;
  /** Whether the model is the one whose artifact was planted. */
  readonly isPlanted: boolean;
  readonly others: readonly OtherLens[];
}

/** Which neurons make the high norms, where the list comes from, and what is to happen to what they fire. */
export function NeuronSection({ subject, isPlanted, others }: NeuronSectionProps) {
  const { draft, interventions } = subject;
  const lists = useKnownLists(subject, isPlanted);
  const count = neuronEntries(draft.neurons).length;
  const origin = originOf(draft.neurons, lists);
  return (
    <PanelSection
      title="Register neurons"
      state={stateOf(subject, count)}
      isChanged={interventions.reroute !== undefined}
      startsOpen
    >
      <p className={controls.intro}>
        A handful of neurons writes the high norms. What they fire can be moved off the patches, onto an added
        register: the same signal, in a better place (Jiang et al. 2025).
      </p>
      <KnownLists subject={subject} lists={lists} />
      {count > 0 && (
        <>
          <NeuronChips
            neurons={draft.neurons}
            onChange={(neurons) => subject.changeDraft(draftWithNeurons(draft, neurons))}
          />
          {!origin && draft.origin !== 'random' && <p className={controls.note}>Put together by hand.</p>}
          {origin?.url && (
            <p className={controls.note}>
              <a href={origin.url} target="_blank" rel="noreferrer">
                The file that the list is from
              </a>
            </p>
          )}
        </>
      )}
      <div className={controls.buttons}>
        <NeuronEntry subject={subject} />
        <NeuronTools subject={subject} others={others} />
      </div>
      {count > 0 && (
        <>
          <RandomControl subject={subject} lists={lists} />
          <RerouteOptions subject={subject} />
        </>
      )}
    </PanelSection>
  );
}

function stateOf({ draft, interventions }: Subject, count: number): string {
  if (count === 0) return 'none chosen';
  const neurons = counted(count, 'neuron');
  if (!interventions.reroute)
    return draft.target === 'off' ? `${neurons}, left alone` : `${neurons}, no register`;
  const { target } = interventions.reroute;
  if (target === 'none') return `${neurons} silenced`;
  return target === 'registers'
    ? `${neurons} → register`
    : `${neurons} → ${counted(target.patches.length, 'patch')}`;
}

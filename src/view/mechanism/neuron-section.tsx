import * as words from '#words/view/mechanism/neurons.ts';
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
      name="neurons"
      title={words.title}
      state={stateOf(subject, count)}
      isChanged={interventions.reroute !== undefined}
    >
      <p className={controls.intro}>{words.intro}</p>
      <KnownLists subject={subject} lists={lists} />
      {count > 0 && (
        <>
          <NeuronChips
            neurons={draft.neurons}
            onChange={(neurons) => subject.changeDraft(draftWithNeurons(draft, neurons))}
          />
          {!origin && draft.origin !== 'random' && <p className={controls.note}>{words.byHand}</p>}
          {origin?.url && (
            <p className={controls.note}>
              <a href={origin.url} target="_blank" rel="noreferrer">
                {words.sourceFile}
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
  const { states } = words;
  if (count === 0) return states.none;
  if (!interventions.reroute)
    return draft.target === 'off' ? states.leftAlone(count) : states.noRegister(count);
  const { target } = interventions.reroute;
  if (target === 'none') return states.silenced(count);
  return target === 'registers' ? states.toRegister(count) : states.toPatches(count, target.patches.length);
}

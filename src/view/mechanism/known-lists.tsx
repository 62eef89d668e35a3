import * as words from '#words/view/mechanism/neurons.ts';
import { neuronEntries, sameNeurons } from '../../core/intervention/neuron-entries.ts';
import { draftWithNeurons } from '../../core/intervention/reroute-draft.ts';
import type { KnownNeurons } from '../../state/mechanism.ts';
import styles from './known-lists.module.css';
import type { Subject } from './subject.ts';

interface KnownListsProps {
  readonly subject: Subject;
  readonly lists: readonly KnownNeurons[];
}

/** Lists of neurons that are at hand for the model, each with where it comes from. */
export function KnownLists({ subject, lists }: KnownListsProps) {
  const { draft } = subject;
  if (lists.length === 0) return null;
  return (
    <ul className={styles.lists} aria-label={words.lists}>
      {lists.map(({ title, source, neurons }) => (
        <li key={`${title} ${JSON.stringify(neurons)}`}>
          <button
            type="button"
            className={styles.list}
            aria-pressed={sameNeurons(neurons, draft.neurons)}
            onClick={() => subject.changeDraft(draftWithNeurons(draft, neurons))}
          >
            <span>
              {title} <span className={styles.count}>{words.length(neuronEntries(neurons).length)}</span>
            </span>
            <small>{source}</small>
          </button>
        </li>
      ))}
    </ul>
  );
}

import * as words from '#words/view/mechanism/neurons.ts';
import { neuronEntries, withoutNeuron } from '../../core/intervention/neuron-entries.ts';
import type { NeuronList } from '../../core/intervention/reroute.ts';
import { CloseIcon } from '../icons.tsx';
import styles from './neuron-chips.module.css';

interface NeuronChipsProps {
  readonly neurons: NeuronList;
  readonly onChange: (neurons: NeuronList) => void;
}

/** The neurons of a list, one line a layer; a press on one takes it out. */
export function NeuronChips({ neurons, onChange }: NeuronChipsProps) {
  const entries = neuronEntries(neurons);
  const layers = [...new Set(entries.map(({ layer }) => layer))];
  return (
    <dl className={styles.list} aria-label={words.title}>
      {layers.map((layer) => (
        <div key={layer}>
          <dt>{words.layer(layer)}</dt>
          <dd>
            {entries
              .filter((entry) => entry.layer === layer)
              .map((entry) => (
                <button
                  key={entry.neuron}
                  type="button"
                  className={styles.chip}
                  aria-label={words.takeOutNeuron(entry.neuron, layer)}
                  title={words.takeOut}
                  onClick={() => onChange(withoutNeuron(neurons, entry))}
                >
                  {entry.neuron}
                  <CloseIcon />
                </button>
              ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

import { useId, useState } from 'react';
import * as words from '#words/view/mechanism/neurons.ts';
import { neuronEntries, neuronsByLayer, parseNeurons } from '../../core/intervention/neuron-entries.ts';
import { draftWithNeurons } from '../../core/intervention/reroute-draft.ts';
import controls from './controls.module.css';
import type { Subject } from './subject.ts';

/** A field for neurons as they are named in papers: layer:neuron. */
export function NeuronEntry({ subject }: { subject: Subject }) {
  const [text, setText] = useState('');
  const id = useId();
  const { draft } = subject;

  function add(): void {
    try {
      const neurons = neuronsByLayer([...neuronEntries(draft.neurons), ...parseNeurons(text)]);
      if (subject.changeDraft(draftWithNeurons(draft, neurons))) setText('');
    } catch (error) {
      subject.refuse(error);
    }
  }

  return (
    <form
      className={controls.buttons}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <input
        id={id}
        className={controls.field}
        style={{ inlineSize: '6.5rem' }}
        value={text}
        placeholder={words.addExample}
        aria-label={words.addLabel}
        onChange={({ target }) => setText(target.value)}
      />
      <button type="submit" className={controls.button} disabled={text.trim() === ''}>
        {words.add}
      </button>
    </form>
  );
}

import { useRef, useState } from 'react';
import * as words from '#words/view/mechanism/neurons.ts';
import { encodeInterventions, parseInterventionText } from '../../core/intervention/intervention-text.ts';
import { neuronEntries } from '../../core/intervention/neuron-entries.ts';
import { draftWithNeurons, EMPTY_DRAFT } from '../../core/intervention/reroute-draft.ts';
import { Popover } from '../popover.tsx';
import controls from './controls.module.css';
import { downloadText } from './download.ts';
import { useMechanism } from './mechanism-context.tsx';
import type { Subject } from './subject.ts';
import type { OtherLens } from './use-known-lists.ts';

/** Import, export, copy to another lens, clear. */
export function NeuronTools({ subject, others }: { subject: Subject; others: readonly OtherLens[] }) {
  const { draft } = subject;
  const isEmpty = neuronEntries(draft.neurons).length === 0;
  return (
    <div className={controls.buttons}>
      <ImportButton subject={subject} />
      <button
        type="button"
        className={controls.button}
        disabled={isEmpty}
        title={words.exportHint}
        onClick={() => downloadText('neurons.json', `${encodeInterventions({ neurons: draft.neurons })}\n`)}
      >
        {words.exportFile}
      </button>
      {others.length > 0 && !isEmpty && <CopyTo subject={subject} others={others} />}
      <button
        type="button"
        className={controls.quiet}
        disabled={isEmpty}
        onClick={() => subject.changeDraft(draftWithNeurons(draft, EMPTY_DRAFT.neurons))}
      >
        {words.clear}
      </button>
    </div>
  );
}

function ImportButton({ subject }: { subject: Subject }) {
  const mechanism = useMechanism();
  const input = useRef<HTMLInputElement>(null);

  async function read(file: File): Promise<void> {
    try {
      const { holds, interventions } = parseInterventionText(await file.text(), file.name);
      const neurons = interventions.reroute?.neurons;
      const isAccepted =
        holds === 'neurons' && neurons
          ? subject.changeDraft(draftWithNeurons(subject.draft, neurons))
          : subject.change(interventions);
      if (isAccepted && neurons) {
        mechanism.keepList({ neurons, title: file.name, source: words.importedSource });
      }
    } catch (error) {
      subject.refuse(error);
    }
  }

  return (
    <>
      <button
        type="button"
        className={controls.button}
        title={words.importHint}
        onClick={() => input.current?.click()}
      >
        {words.importFile}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,application/json"
        aria-label={words.importLabel}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) void read(file);
          target.value = '';
        }}
      />
    </>
  );
}

function CopyTo({ subject, others }: { subject: Subject; others: readonly OtherLens[] }) {
  const [copied, setCopied] = useState<string>();
  return (
    <Popover label={words.copyToLabel} buttonClass={controls.button} button={words.copyTo}>
      {(close) => (
        <ul className={controls.menu}>
          {others.map((lens) => (
            <li key={lens.id}>
              <button
                type="button"
                aria-pressed={copied === lens.id}
                onClick={() => {
                  try {
                    lens.receive(subject);
                    setCopied(lens.id);
                  } catch (error) {
                    subject.refuse(error);
                  }
                  close();
                }}
              >
                {lens.title}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  );
}

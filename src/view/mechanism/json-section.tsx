import { useEffect, useId, useState } from 'react';
import { encodeInterventions, parseInterventionText } from '../../core/intervention/intervention-text.ts';
import controls from './controls.module.css';
import styles from './json-section.module.css';
import { PanelSection } from './panel-section.tsx';
import type { Subject } from './subject.ts';

/** The interventions as the command line takes them, to read, copy, paste and edit. */
export function JsonSection({ subject }: { subject: Subject }) {
  const applied = encodeInterventions(subject.interventions);
  const [text, setText] = useState(applied);
  const [hasCopied, setCopied] = useState(false);
  const id = useId();
  useEffect(() => {
    setText(applied);
    setCopied(false);
  }, [applied]);

  function apply(): void {
    try {
      subject.change(parseInterventionText(text, 'The text').interventions);
    } catch (error) {
      subject.refuse(error);
    }
  }

  return (
    <PanelSection title="JSON" state="for the command line">
      <p className={controls.intro}>
        All of this as one text. The command line takes the same: <code>--intervention FILE.json</code>.
      </p>
      <label className={styles.label} htmlFor={id}>
        Intervention
      </label>
      <textarea
        id={id}
        className={styles.text}
        value={text}
        rows={Math.min(16, Math.max(4, text.split('\n').length))}
        spellCheck={false}
        onChange={({ target }) => setText(target.value)}
      />
      <div className={controls.buttons}>
        <button type="button" className={controls.primary} disabled={text === applied} onClick={apply}>
          Apply
        </button>
        <button
          type="button"
          className={controls.button}
          onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
        >
          {hasCopied ? 'Copied' : 'Copy'}
        </button>
        <button
          type="button"
          className={controls.quiet}
          disabled={text === applied}
          onClick={() => setText(applied)}
        >
          Discard edits
        </button>
      </div>
    </PanelSection>
  );
}

import { useEffect, useId, useState } from 'react';
import * as words from '#words/view/mechanism/json.tsx';
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
      subject.change(parseInterventionText(text, words.source).interventions);
    } catch (error) {
      subject.refuse(error);
    }
  }

  return (
    <PanelSection name="json" title={words.title} state={words.state}>
      <p className={controls.intro}>{words.intro}</p>
      <label className={styles.label} htmlFor={id}>
        {words.field}
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
          {words.apply}
        </button>
        <button
          type="button"
          className={controls.button}
          onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
        >
          {hasCopied ? words.copied : words.copy}
        </button>
        <button
          type="button"
          className={controls.quiet}
          disabled={text === applied}
          onClick={() => setText(applied)}
        >
          {words.discard}
        </button>
      </div>
    </PanelSection>
  );
}

import * as handle from '#words/view/mechanism/handle.ts';
import * as words from '#words/view/mechanism/panel.ts';
import { neuronEntries } from '../../core/intervention/neuron-entries.ts';
import { describeVariant } from '../../core/variant/variant.ts';
import { CloseIcon } from '../icons.tsx';
import { KindLabel } from '../lenses/kind-label.tsx';
import controls from './controls.module.css';
import { useMechanism } from './mechanism-context.tsx';
import styles from './panel-head.module.css';
import type { Subject } from './subject.ts';

interface PanelHeadProps {
  readonly subject: Subject;
  readonly title: string;
  readonly refusal: string | undefined;
  readonly onDismiss: () => void;
}

/** What is being changed, what kind of variant it has become, and the way back. */
export function PanelHead({ subject, title, refusal, onDismiss }: PanelHeadProps) {
  const mechanism = useMechanism();
  const { interventions, draft, spec } = subject;
  const variant = describeVariant(spec, interventions);
  const isChanged = Object.keys(interventions).length > 0 || neuronEntries(draft.neurons).length > 0;
  return (
    <header className={styles.head}>
      <div className={styles.line}>
        <h2>{handle.title}</h2>
        <div className={styles.tools}>
          <button
            type="button"
            className={controls.quiet}
            disabled={!isChanged}
            title={words.resetHint}
            onClick={() => {
              mechanism.picker.end();
              subject.reset();
            }}
          >
            {words.reset}
          </button>
          <button
            type="button"
            className={styles.close}
            aria-label={words.close}
            title={words.close}
            onClick={() => mechanism.open(false)}
          >
            <CloseIcon />
          </button>
        </div>
      </div>
      <p className={styles.variant}>
        <KindLabel variant={variant} />
        <span>
          <strong>{variant.name}</strong> · {title}
        </span>
      </p>
      <p className={styles.sentence}>{variant.sentence}</p>
      {refusal && (
        <div className={styles.refusal} role="alert">
          <p>{words.refused(refusal)}</p>
          <button type="button" aria-label={words.dismiss} onClick={onDismiss}>
            <CloseIcon />
          </button>
        </div>
      )}
    </header>
  );
}

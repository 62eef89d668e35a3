import type { ReactNode } from 'react';
import * as words from '#words/view/export-sheet.tsx';
import { CheckField } from '../check-field.tsx';
import { FileButton } from '../file-button.tsx';
import { Segmented } from '../segmented.tsx';
import { type ExportPlan, FORMATS, isFigure } from './export-plan.ts';
import styles from './export-sheet.module.css';
import type { Subject } from './facts.ts';

interface OptionsProps {
  readonly plan: ExportPlan;
  readonly subject: Subject;
  readonly onChange: (change: Partial<ExportPlan>) => void;
  readonly onClose: () => void;
}

/** How the chosen thing is exported. */
export function ExportOptions({ plan, subject, onChange, onClose }: OptionsProps) {
  const formats = FORMATS[plan.what];
  const isPicture = isFigure(plan) && (plan.what === 'stage' || plan.what === 'lenses');
  const hasOwnImage = subject.state.requested.image?.kind === 'local';
  return (
    <div className={styles.options}>
      {formats.length > 1 && (
        <Option name={words.format}>
          <Segmented
            legend={words.format}
            value={plan.format}
            options={formats.map((value) => ({ value, ...words.formats[value] }))}
            onChange={(format) => onChange({ format })}
          />
        </Option>
      )}
      {plan.format === 'png' && (
        <Option name={words.size}>
          <Segmented
            legend={words.size}
            value={String(plan.scale) as '1' | '2' | '4'}
            options={(['1', '2', '4'] as const).map((value) => ({ value, label: `${value}×` }))}
            onChange={(value) => onChange({ scale: Number(value) as ExportPlan['scale'] })}
          />
        </Option>
      )}
      {(plan.format === 'png' || plan.format === 'svg') && (
        <Option name={words.ground.name}>
          <Segmented
            legend={words.ground.name}
            value={plan.ground}
            options={(['white', 'light', 'dark'] as const).map((value) => ({
              value,
              label: words.ground[value],
            }))}
            onChange={(ground) => onChange({ ground })}
          />
        </Option>
      )}
      {isPicture && (
        <CheckField checked={plan.withPhoto} onChange={(withPhoto) => onChange({ withPhoto })}>
          {words.withPhoto}
        </CheckField>
      )}
      {isPicture && plan.what === 'stage' && (
        <CheckField checked={plan.withCaption} onChange={(withCaption) => onChange({ withCaption })}>
          {words.withCaption}
        </CheckField>
      )}
      {plan.what === 'session' && hasOwnImage && (
        <CheckField checked={plan.withImage} onChange={(withImage) => onChange({ withImage })}>
          {words.withImage}
        </CheckField>
      )}
      {plan.what === 'session' && (
        <>
          <p className={styles.note}>{words.session.note}</p>
          <FileButton
            className={styles.button}
            accept=".json"
            label={words.session.name}
            multiple
            onPicked={onClose}
          >
            {words.session.open}
          </FileButton>
        </>
      )}
    </div>
  );
}

function Option({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.option}>
      <span className={styles.name} aria-hidden="true">
        {name}
      </span>
      {children}
    </div>
  );
}

import type { ReactNode } from 'react';
import { CheckField } from '../check-field.tsx';
import { FileButton } from '../file-button.tsx';
import { Segmented } from '../segmented.tsx';
import { FORMAT_NAMES } from './export-names.ts';
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
        <Option name="Format">
          <Segmented
            legend="Format"
            value={plan.format}
            options={formats.map((value) => ({ value, ...FORMAT_NAMES[value] }))}
            onChange={(format) => onChange({ format })}
          />
        </Option>
      )}
      {plan.format === 'png' && (
        <Option name="Size">
          <Segmented
            legend="Size"
            value={String(plan.scale) as '1' | '2' | '4'}
            options={(['1', '2', '4'] as const).map((value) => ({ value, label: `${value}×` }))}
            onChange={(value) => onChange({ scale: Number(value) as ExportPlan['scale'] })}
          />
        </Option>
      )}
      {(plan.format === 'png' || plan.format === 'svg') && (
        <Option name="Ground">
          <Segmented
            legend="Ground"
            value={plan.ground}
            options={[
              { value: 'white', label: 'White' },
              { value: 'light', label: 'Paper' },
              { value: 'dark', label: 'Dark' },
            ]}
            onChange={(ground) => onChange({ ground })}
          />
        </Option>
      )}
      {isPicture && (
        <CheckField checked={plan.withPhoto} onChange={(withPhoto) => onChange({ withPhoto })}>
          Image under the map
        </CheckField>
      )}
      {isPicture && plan.what === 'stage' && (
        <CheckField checked={plan.withCaption} onChange={(withCaption) => onChange({ withCaption })}>
          Colour bar and settings
        </CheckField>
      )}
      {plan.what === 'session' && hasOwnImage && (
        <CheckField checked={plan.withImage} onChange={(withImage) => onChange({ withImage })}>
          The image itself
        </CheckField>
      )}
      {plan.what === 'session' && (
        <>
          <p className={styles.note}>
            Drop the file on the page, or open it here, to see the same again. Models are named, not saved.
          </p>
          <FileButton
            className={styles.button}
            accept=".json"
            label="Open a session"
            multiple
            onPicked={onClose}
          >
            Open a session…
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

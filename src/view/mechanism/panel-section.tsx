import { type ReactNode, useId } from 'react';
import type { ChangeSection } from '../../state/panels.ts';
import { classNames } from '../class-names.ts';
import { ChevronIcon } from '../icons.tsx';
import { useScope, useScopeState } from '../scope-context.tsx';
import styles from './panel-section.module.css';

interface PanelSectionProps {
  readonly name: ChangeSection;
  readonly title: string;
  /** What is set now, in a few words. */
  readonly state: string;
  /** Whether it differs from the model as it was trained. */
  readonly isChanged?: boolean;
  readonly children: ReactNode;
}

/** One heading of the panel: closed it says what is set, open it shows the controls. */
export function PanelSection({ name, title, state, isChanged = false, children }: PanelSectionProps) {
  const scope = useScope();
  const open = useScopeState(({ requested }) => requested.panels.sections);
  const isOpen = open.includes(name);
  const id = useId();
  return (
    <section className={styles.section} aria-label={title}>
      <h3>
        <button
          type="button"
          className={styles.heading}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() =>
            scope.arrangePanels({
              sections: isOpen ? open.filter((each) => each !== name) : [...open, name],
            })
          }
        >
          <span className={classNames(styles.chevron, isOpen && styles.open)}>
            <ChevronIcon />
          </span>
          <span className={styles.title}>{title}</span>
          <span className={classNames(styles.state, isChanged && styles.changed)}>{state}</span>
        </button>
      </h3>
      {isOpen && (
        <div id={id} className={styles.body}>
          {children}
        </div>
      )}
    </section>
  );
}

import { classNames } from './class-names.ts';
import styles from './norm-head.module.css';
import { NormSiteField } from './norm-site-field.tsx';
import { useScope, useScopeState } from './scope-context.tsx';
import { Segmented } from './segmented.tsx';

/** Heading and settings of the norms. */
export function NormHead({ className }: { className?: string | undefined }) {
  const scope = useScope();
  const normScale = useScopeState((state) => state.requested.look.normScale);
  return (
    <header className={classNames(styles.head, className)}>
      <h2 className={styles.heading}>Norms</h2>
      <NormSiteField label="Norms of the" />
      <Segmented
        legend="Scale of the norms"
        value={normScale}
        options={[
          {
            value: 'log',
            label: 'log',
            hint: 'Equal steps are equal ratios: artifacts do not dwarf the rest',
          },
          { value: 'linear', label: 'linear', hint: 'From 0: shows how far artifacts stand out' },
        ]}
        onChange={(axis) => scope.changeLook({ normScale: axis })}
      />
    </header>
  );
}

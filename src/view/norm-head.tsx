import * as words from '#words/view/norms.ts';
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
      <h2 className={styles.heading}>{words.title}</h2>
      <NormSiteField label={words.site} />
      <Segmented
        legend={words.scale}
        value={normScale}
        options={[
          { value: 'log', ...words.axes.log },
          { value: 'linear', ...words.axes.linear },
        ]}
        onChange={(axis) => scope.changeLook({ normScale: axis })}
      />
    </header>
  );
}

import { recent as words } from '#words/view/catalogue.tsx';
import { formatModelReference } from '../../hub/model-reference.ts';
import { modelTitle } from '../../state/library.ts';
import { useScope } from '../scope-context.tsx';
import styles from './catalogue-sheet.module.css';
import { useHubState } from './hub-context.tsx';

/** The models that were opened last. */
export function RecentModels({ onOpened }: { onOpened: () => void }) {
  const scope = useScope();
  const recent = useHubState((state) => state.recent);
  if (recent.length === 0) return null;
  return (
    <section aria-label={words.name} className={styles.recent}>
      <h3 className={styles.heading}>{words.heading}</h3>
      {recent.map((reference) => (
        <button
          key={formatModelReference(reference)}
          type="button"
          className={styles.open}
          translate="no"
          onClick={() => {
            scope.chooseModel({ kind: 'hub', ...reference });
            onOpened();
          }}
        >
          {modelTitle({ kind: 'hub', ...reference }, [])}
        </button>
      ))}
    </section>
  );
}

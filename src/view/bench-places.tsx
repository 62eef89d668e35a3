import * as words from '#words/view/bench.ts';
import styles from './bench-places.module.css';
import { useScope, useScopeState } from './scope-context.tsx';

/** What stands beside the norms: attention or features. */
export function BenchPlaces() {
  const scope = useScope();
  const isOpen = useScopeState((state) => state.requested.features.isOpen);
  const place = (name: string, isFeatures: boolean) => (
    <h2>
      <button
        type="button"
        aria-pressed={isOpen === isFeatures}
        onClick={() => scope.changeFeatures({ isOpen: isFeatures })}
      >
        {name}
      </button>
    </h2>
  );
  return (
    <div className={styles.places}>
      {place(words.places.attention, false)}
      {place(words.places.features, true)}
    </div>
  );
}

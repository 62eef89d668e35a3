import * as words from '#words/view/bench.ts';
import type { Panels } from '../state/panels.ts';
import styles from './bench.module.css';
import { handleKey } from './keys.ts';
import { LIST_KEYS, steppedTo } from './place-keys.ts';
import { useScope, useScopeState } from './scope-context.tsx';

const TABS = ['attention', 'features', 'norms'] as const;

/** On a narrow screen: attention, features and norms, one at a time. */
export function BenchTabs({ tab }: { tab: Panels['layers'] }) {
  const scope = useScope();
  const isFeatures = useScopeState((state) => state.requested.features.isOpen);
  const current = tab === 'norms' ? 'norms' : isFeatures ? 'features' : 'attention';
  const choose = (name: (typeof TABS)[number]) => {
    scope.arrangePanels({ layers: name === 'norms' ? 'norms' : 'attention' });
    if (name !== 'norms') scope.changeFeatures({ isOpen: name === 'features' });
  };
  return (
    <div
      className={styles.tabs}
      role="tablist"
      aria-label={words.placesName}
      onKeyDown={(event) =>
        handleKey(LIST_KEYS, event, {
          step: (step) => {
            const to = steppedTo(step, TABS.indexOf(current), TABS.length);
            choose(TABS[to]!);
            event.currentTarget.querySelectorAll('button')[to]?.focus();
          },
        })
      }
    >
      {TABS.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={current === name}
          tabIndex={current === name ? 0 : -1}
          onClick={() => choose(name)}
        >
          {words.places[name]}
        </button>
      ))}
    </div>
  );
}

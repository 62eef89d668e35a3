import * as words from '#words/view/lenses/menu.ts';
import { lensView } from '../../state/scope-state.ts';
import { formatDuration } from '../numbers.ts';
import styles from '../run-status.module.css';
import { progressShare } from '../run-status.tsx';
import { useScope, useScopeState } from '../scope-context.tsx';

/** How far the lenses that stand side by side are, with a way to stop or to try again. */
export function LensesStatus() {
  const scope = useScope();
  const lenses = useScopeState((state) => state.requested.lenses);
  const views = useScopeState((state) => state.views);
  const all = lenses.map(({ id }) => views[id]);
  const busy = all.filter((view) => view !== undefined && view.activity.kind !== 'idle');
  const isUnfinished = useScopeState((state) =>
    state.requested.lenses.some(({ id }) => {
      const { displayed, activity } = lensView(state, id);
      return (
        activity.kind === 'idle' && displayed?.status !== 'complete' && state.requested.image !== undefined
      );
    }),
  );
  const tookMs = all.reduce((sum, view) => sum + (view?.displayed?.took?.elapsedMs ?? 0), 0);
  const done = all.reduce((sum, view) => sum + (view ? shareOf(view.activity) : 0), 0);
  return (
    <div className={styles.status}>
      <output className={styles.text}>
        {busy.length > 0
          ? words.underWay(busy.length, lenses.length)
          : tookMs > 0
            ? words.took(lenses.length, formatDuration(tookMs))
            : ''}
      </output>
      {busy.length > 0 && (
        <button type="button" className={styles.button} onClick={() => scope.cancel()}>
          {words.cancel}
        </button>
      )}
      {busy.length === 0 && isUnfinished && (
        <button type="button" className={styles.button} onClick={() => scope.resume()}>
          {words.goOn}
        </button>
      )}
      {busy.length > 0 && (
        <progress className={styles.bar} aria-label={words.progress} max={1} value={done / lenses.length} />
      )}
    </div>
  );
}

function shareOf(activity: Parameters<typeof progressShare>[0]): number {
  return activity.kind === 'idle' ? 1 : activity.kind === 'running' ? (progressShare(activity) ?? 0) : 0;
}

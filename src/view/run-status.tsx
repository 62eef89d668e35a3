import { tryAgain } from '#words/view/app.ts';
import * as words from '#words/view/run-status.ts';
import type { Activity, Displayed } from '../state/displayed.ts';
import { TransferStatus } from './catalogue/transfer-status.tsx';
import { useLensView } from './lens-context.tsx';
import { formatDuration, formatMegabytes } from './numbers.ts';
import styles from './run-status.module.css';
import { useScope, useScopeState } from './scope-context.tsx';

/** How far loading or running is, with a way to stop it; afterwards, what it took. */
export function RunStatus() {
  const scope = useScope();
  const activity = useLensView(({ activity }) => activity);
  const displayed = useLensView(({ displayed }) => displayed);
  const isBusy = activity.kind !== 'idle';
  const isStopped = !isBusy && displayed?.status === 'stopped';
  const hasImage = useScopeState((state) => state.requested.image !== undefined);
  const isStranded = !isBusy && displayed === undefined && hasImage;
  const share = progressShare(activity);
  return (
    <div className={styles.status}>
      <TransferStatus />
      <output className={styles.text} aria-live={isStepOnly(activity) ? 'off' : 'polite'}>
        {isBusy ? describeActivity(activity) : displayed ? describeResult(displayed) : ''}
      </output>
      {isBusy && (
        <button type="button" className={styles.button} onClick={() => scope.cancel()}>
          {words.cancel}
        </button>
      )}
      {(isStopped || isStranded) && (
        <button type="button" className={styles.button} onClick={() => scope.resume()}>
          {isStopped ? words.resume : tryAgain}
        </button>
      )}
      {isBusy && (
        <progress
          className={styles.bar}
          aria-label={words.progress}
          max={1}
          {...(share !== undefined && { value: share })}
        />
      )}
    </div>
  );
}

/** Whether only a number has moved on, which is to be seen but not to be read out each time. */
function isStepOnly(activity: Activity): boolean {
  if (activity.kind === 'fetching') return activity.loadedBytes > 0;
  return activity.kind === 'running' && activity.layer > 0;
}

/** An activity in words. */
export function describeActivity(activity: Exclude<Activity, { kind: 'idle' }>): string {
  switch (activity.kind) {
    case 'fetching': {
      const { what, loadedBytes, totalBytes } = activity;
      if (loadedBytes === 0) return words.loading(what);
      const total = totalBytes > 0 ? formatMegabytes(totalBytes) : undefined;
      return words.loaded(what, formatMegabytes(loadedBytes), total);
    }
    case 'opening':
      return words.opening(activity.what);
    case 'decoding':
      return words.decoding(activity.what);
    case 'running':
      return words.running(activity.layer, activity.depth);
  }
}

/** How far an activity is, in [0, 1]; undefined where that is not known. */
export function progressShare(activity: Activity): number | undefined {
  if (activity.kind === 'running') return activity.layer / activity.depth;
  if (activity.kind === 'fetching' && activity.totalBytes > 0)
    return activity.loadedBytes / activity.totalBytes;
  return undefined;
}

function describeResult({ status, layersDone, start, took }: Displayed): string {
  if (status === 'stopped') return words.stopped(layersDone, start.depth);
  if (took === undefined) return '';
  return words.finished(start.depth, formatDuration(took.elapsedMs), took.cachedLayers);
}

import * as words from '#words/view/offline.ts';
import { classNames } from '../class-names.ts';
import styles from './offline.module.css';

/**
 * Offers the reload that gives the page threads: its host sends no isolation headers, so the first visit goes without,
 * but from now on the service worker adds them.
 */
export function IsolationHint() {
  if (!wouldReloadIsolate()) return null;
  return (
    <p>
      {words.noThreads}
      <button
        type="button"
        className={classNames(styles.button, styles.below)}
        onClick={() => window.location.reload()}
      >
        {words.reload}
      </button>
    </p>
  );
}

function wouldReloadIsolate(): boolean {
  const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const cameFromServiceWorker = visit !== undefined && visit.workerStart > 0;
  const controller = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker?.controller;
  return (
    !window.crossOriginIsolated && window.top === window && !cameFromServiceWorker && Boolean(controller)
  );
}

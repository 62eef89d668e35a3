import { isMetered } from '../../state/metered.ts';
import { createOffline } from '../../state/offline.ts';

/** This page's offline state; loaded by whatever shows it, after the first map. The development server has no service worker. */
export const pageOffline = createOffline({
  container: import.meta.env.PROD
    ? (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker
    : undefined,
  isMetered: () => isMetered(navigator),
  reload: () => window.location.reload(),
});

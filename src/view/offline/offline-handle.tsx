import { Suspense, useEffect, useState } from 'react';
import { lensView } from '../../state/scope-state.ts';
import { lazy } from '../lazy-part.tsx';
import { useScopeState } from '../scope-context.tsx';

const OfflineCompanion = lazy(async () => ({
  default: (await import('./offline-companion.tsx')).OfflineCompanion,
}));

/** After the first whole trace: a visitor's first look round is not slowed by what is only stored. */
const settlingMs = 3000;

/** Waits until the first visit's work is done before it stores the page for use offline. */
export function OfflineHandle() {
  const isWhole = useScopeState((state) => lensView(state).displayed?.status === 'complete');
  const [mayStore, setMayStore] = useState(false);
  useEffect(() => {
    // In a frame the browser would store it all once more for each site around it.
    if (!isWhole || window.top !== window) return;
    const timer = setTimeout(() => setMayStore(true), settlingMs);
    return () => clearTimeout(timer);
  }, [isWhole]);
  if (!import.meta.env.PROD || (!mayStore && !bringsFiles())) return null;
  return (
    <Suspense>
      <OfflineCompanion mayStore={mayStore} />
    </Suspense>
  );
}

/** Whether the page may have been started with files: by a share, or as an installed app. */
function bringsFiles(): boolean {
  const isInBrowser = window.matchMedia('(display-mode: browser)').matches; // no words
  return /[?&]shared=/.test(window.location.search) || !isInBrowser;
}

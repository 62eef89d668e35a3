import { lazy, Suspense, useState } from 'react';
import { lensView } from '../../state/scope-state.ts';
import { useScopeState } from '../scope-context.tsx';

const OfflineCompanion = lazy(async () => ({
  default: (await import('./offline-companion.tsx')).OfflineCompanion,
}));

/** Waits for the first whole trace before it stores the page for use offline: a first visit is not slowed. */
export function OfflineHandle() {
  const isWhole = useScopeState((state) => lensView(state).displayed?.status === 'complete');
  const [mayStore, setMayStore] = useState(false);
  if (!import.meta.env.PROD) return null;
  if (isWhole && !mayStore) setMayStore(true);
  if (!mayStore && !bringsFiles()) return null;
  return (
    <Suspense>
      <OfflineCompanion mayStore={mayStore} />
    </Suspense>
  );
}

/** Whether the page may have been started with files: by a share, or as an installed app. */
function bringsFiles(): boolean {
  return /[?&]shared=/.test(window.location.search) || !window.matchMedia('(display-mode: browser)').matches;
}

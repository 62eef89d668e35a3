import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useScope } from '../scope-context.tsx';
import styles from './offline.module.css';
import { pageOffline } from './page-offline.ts';
import { receiveFiles } from './received-files.ts';

/** Stores the page for use offline, opens files that the system hands over, and tells of newer versions. */
export function OfflineCompanion({ mayStore }: { mayStore: boolean }) {
  const scope = useScope();
  const { hasUpdate, isLater } = useStore(pageOffline.store);
  useEffect(() => receiveFiles(window, scope.openFiles), [scope]);
  useEffect(() => {
    if (mayStore) void pageOffline.begin();
  }, [mayStore]);
  return (
    <div role="status" aria-label="Version" className={styles.place}>
      {hasUpdate && !isLater && (
        <div className={styles.update}>
          <p>A new version is ready.</p>
          <button type="button" className={styles.button} onClick={() => pageOffline.update()}>
            Reload
          </button>
          <button type="button" className={styles.quiet} onClick={() => pageOffline.later()}>
            Later
          </button>
        </div>
      )}
    </div>
  );
}

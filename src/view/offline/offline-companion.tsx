import { useEffect } from 'react';
import { useStore } from 'zustand';
import * as words from '#words/view/offline.ts';
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
    <div role="status" aria-label={words.version} className={styles.place}>
      {hasUpdate && !isLater && (
        <div className={styles.update}>
          <p>{words.newVersion}</p>
          <button type="button" className={styles.button} onClick={() => pageOffline.update()}>
            {words.reload}
          </button>
          <button type="button" className={styles.quiet} onClick={() => pageOffline.later()}>
            {words.later}
          </button>
        </div>
      )}
    </div>
  );
}

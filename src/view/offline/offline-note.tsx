import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { StoreReport } from '../../offline/message.ts';
import { classNames } from '../class-names.ts';
import styles from './offline.module.css';
import { pageOffline } from './page-offline.ts';

/** Whether the page works without a network, how much is stored for that, and the way to it. */
export function OfflineNote() {
  const { phase, hasUpdate } = useStore(pageOffline.store);
  const [report, setReport] = useState<StoreReport>();
  useEffect(() => {
    if (phase === 'stored') void pageOffline.report().then(setReport);
  }, [phase]);
  return (
    <>
      <p>
        {phase === 'stored' && `This page works without a network${report ? `: ${described(report)}.` : '.'}`}
        {phase === 'storing' && 'This page is being stored, so that it works without a network.'}
        {phase === 'waiting' && 'This page is not stored for use without a network.'}
        {phase === 'failed' &&
          'This page could not be stored for use without a network: the connection broke, or there is no room.'}
        {phase === 'unsupported' &&
          'Here the page cannot be stored for use without a network: that needs https and a browser with service workers.'}
        {hasUpdate && ' A new version is ready.'}
      </p>
      {(phase === 'waiting' || phase === 'failed') && (
        <button
          type="button"
          className={classNames(styles.button, styles.below)}
          onClick={() => void pageOffline.keep()}
        >
          Store it now (about 42 MB)
        </button>
      )}
      {hasUpdate && (
        <button
          type="button"
          className={classNames(styles.button, styles.below)}
          onClick={() => pageOffline.update()}
        >
          Reload
        </button>
      )}
    </>
  );
}

function described({ files, bytes }: StoreReport): string {
  return `${files} files, ${Math.round(bytes / 1e6)} MB, are stored on this device`;
}

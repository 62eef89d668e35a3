import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import * as words from '#words/view/offline.ts';
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
      <p>{words.state(phase, report && inMegabytes(report), hasUpdate)}</p>
      {(phase === 'waiting' || phase === 'failed') && (
        <button
          type="button"
          className={classNames(styles.button, styles.below)}
          onClick={() => void pageOffline.keep()}
        >
          {words.storeNow}
        </button>
      )}
      {hasUpdate && (
        <button
          type="button"
          className={classNames(styles.button, styles.below)}
          onClick={() => pageOffline.update()}
        >
          {words.reload}
        </button>
      )}
    </>
  );
}

function inMegabytes({ files, bytes }: StoreReport) {
  return { files, megabytes: Math.round(bytes / 1e6) };
}

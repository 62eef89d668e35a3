import { Suspense } from 'react';
import * as words from '#words/view/header.ts';
import styles from './device-badge.module.css';
import { lazy } from './lazy-part.tsx';
import { Popover } from './popover.tsx';
import { useScopeState } from './scope-context.tsx';

const IsolationHint = lazy(async () => ({
  default: (await import('./offline/isolation-hint.tsx')).IsolationHint,
}));

/** Which processor runs the models; pressed, it says why that one. */
export function DeviceBadge() {
  const device = useScopeState((state) => state.device);
  if (device === undefined) return <span className={styles.waiting}>{words.choosingProcessor}</span>;
  return (
    <Popover
      label={words.processor}
      align="end"
      buttonClass={styles.badge}
      button={
        <span title={device.reason}>
          <span className={styles.light} data-backend={device.backend} />{' '}
          {words.shortProcessor(device.backend, device.threads)}
        </span>
      }
    >
      <DeviceReason />
    </Popover>
  );
}

/** Which processor it is, and why that one. */
export function DeviceReason() {
  const device = useScopeState((state) => state.device);
  if (device === undefined) return null;
  return (
    <div className={styles.reason}>
      <h2>{words.processorTitle(device.backend, { threads: device.threads, adapter: device.adapter })}</h2>
      <p>{device.reason}</p>
      {device.backend === 'wasm' && device.threads === 1 && (
        <Suspense>
          <IsolationHint />
        </Suspense>
      )}
      <p>{words.onThisDevice}</p>
    </div>
  );
}

import { Suspense } from 'react';
import type { DeviceReport } from '../engine/engine.ts';
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
  if (device === undefined) return <span className={styles.waiting}>Choosing a processor</span>;
  return (
    <Popover
      label="Processor"
      align="end"
      buttonClass={styles.badge}
      button={
        <span title={device.reason}>
          <span className={styles.light} data-backend={device.backend} /> {shortName(device)}
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
      <h2>{longName(device)}</h2>
      <p>{device.reason}</p>
      {device.backend === 'wasm' && device.threads === 1 && (
        <Suspense>
          <IsolationHint />
        </Suspense>
      )}
      <p>Everything is computed on this device. Images never leave it.</p>
    </div>
  );
}

function shortName({ backend, threads }: DeviceReport): string {
  if (backend === 'webgpu') return 'WebGPU';
  return `${backend === 'wasm' ? 'wasm' : 'native'}, ${threads === 1 ? '1 thread' : `${threads} threads`}`;
}

function longName(device: DeviceReport): string {
  if (device.backend === 'webgpu') return `WebGPU${device.adapter ? ` on ${device.adapter}` : ''}`;
  const threads = device.threads === 1 ? 'one thread' : `${device.threads} threads`;
  return `${device.backend === 'wasm' ? 'WebAssembly' : 'Native code'} on ${threads}`;
}

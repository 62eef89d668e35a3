import { createStore, type StoreApi } from 'zustand/vanilla';
import type { StoreReport, ToServiceWorker } from '../offline/message.ts';

/** How the page stands without a network. */
export interface OfflineState {
  /** `waiting`: nothing is stored until it is asked for, because each byte may cost. */
  readonly phase: 'unsupported' | 'waiting' | 'storing' | 'stored' | 'failed';
  /** Whether a newer version lies ready and a reload would bring it. */
  readonly hasUpdate: boolean;
  /** Whether the visitor has put the newer version off; the next visit has it. */
  readonly isLater: boolean;
}

/** The browser around it. */
export interface OfflineSurroundings {
  /** Absent where the page is not served securely, or the browser has none. */
  readonly container: ServiceWorkerContainer | undefined;
  readonly isMetered: () => boolean;
  readonly reload: () => void;
}

/** Keeps the page for use without a network, and watches for newer versions of it. */
export interface Offline {
  readonly store: StoreApi<OfflineState>;
  /** Stores the page, unless each byte may cost and it has not been stored before. */
  begin(): Promise<void>;
  /** Stores the page in any case. */
  keep(): Promise<void>;
  /** Makes the newer version the current one and reloads. */
  update(): void;
  /** Says no more of the newer version in this visit. */
  later(): void;
  /** What is stored; undefined where nothing is. */
  report(): Promise<StoreReport | undefined>;
}

/** Makes the offline state; nothing happens before `begin` or `keep`. */
export function createOffline({ container, isMetered, reload }: OfflineSurroundings): Offline {
  const store = createStore<OfflineState>(() => ({
    phase: container ? 'waiting' : 'unsupported',
    hasUpdate: false,
    isLater: false,
  }));
  let registration: ServiceWorkerRegistration | undefined;

  function watch(found: ServiceWorkerRegistration): void {
    if (registration === found) return;
    registration = found;
    if (found.active) {
      store.setState({ phase: 'stored', hasUpdate: found.waiting !== null });
      tell(found.active, { kind: 'tidy' });
    }
    const follow = () => found.installing && followInstall(found, found.installing);
    found.addEventListener('updatefound', follow);
    follow();
  }

  function followInstall(of: ServiceWorkerRegistration, worker: ServiceWorker): void {
    const isUpdate = of.active !== null;
    if (!isUpdate) store.setState({ phase: 'storing' });
    worker.addEventListener('statechange', () => {
      if (isUpdate && worker.state === 'installed') store.setState({ hasUpdate: true });
      if (!isUpdate && worker.state === 'activated') store.setState({ phase: 'stored' });
      if (!isUpdate && worker.state === 'redundant') store.setState({ phase: 'failed' });
    });
  }

  async function keep(): Promise<void> {
    if (!container) return;
    if (store.getState().phase !== 'stored') store.setState({ phase: 'storing' });
    try {
      await container.register('./sw.js', { scope: './', updateViaCache: 'none' });
      const found = await container.getRegistration('./');
      if (found) watch(found);
      else store.setState({ phase: 'failed' });
    } catch {
      // Without a network an earlier registration goes on as it is.
      if (store.getState().phase !== 'stored') store.setState({ phase: 'failed' });
    }
  }

  return {
    store,
    async begin() {
      const known = await container?.getRegistration('./');
      if (known) watch(known);
      if (known || !isMetered()) await keep();
    },
    keep,
    update() {
      const waiting = registration?.waiting;
      if (!waiting) return reload();
      container?.addEventListener('controllerchange', reload, { once: true });
      tell(waiting, { kind: 'activate' });
    },
    later: () => store.setState({ isLater: true }),
    async report() {
      const worker = registration?.active;
      if (!worker) return undefined;
      const { port1, port2 } = new MessageChannel();
      const answer = new Promise<StoreReport>((resolve) => {
        port1.onmessage = ({ data }) => resolve(data as StoreReport);
      });
      worker.postMessage({ kind: 'report' } satisfies ToServiceWorker, [port2]);
      return answer.finally(() => port1.close());
    },
  };
}

function tell(worker: ServiceWorker, message: ToServiceWorker): void {
  worker.postMessage(message);
}

import { expect, test, vi } from 'vitest';
import { createOffline } from './offline.ts';

type WorkerState = ServiceWorker['state'];

class FakeWorker extends EventTarget {
  state: WorkerState = 'installing';
  readonly postMessage = vi.fn();
  become(state: WorkerState): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

class FakeRegistration extends EventTarget {
  installing: FakeWorker | null = null;
  waiting: FakeWorker | null = null;
  active: FakeWorker | null = null;
}

class FakeContainer extends EventTarget {
  registration: FakeRegistration | undefined;
  readonly onRegister: () => FakeRegistration | undefined;
  readonly register = vi.fn(async () => {
    this.registration ??= this.onRegister();
  });
  constructor(onRegister: () => FakeRegistration | undefined) {
    super();
    this.onRegister = onRegister;
  }
  async getRegistration() {
    return this.registration;
  }
}

function setUp({ isMetered = false, known }: { isMetered?: boolean; known?: FakeRegistration } = {}) {
  const fresh = new FakeRegistration();
  fresh.installing = new FakeWorker();
  const container = new FakeContainer(() => fresh);
  container.registration = known;
  const reload = vi.fn();
  const offline = createOffline({
    container: container as unknown as ServiceWorkerContainer,
    isMetered: () => isMetered,
    reload,
  });
  return { offline, container, fresh, reload, state: () => offline.store.getState() };
}

function knownVersion(): FakeRegistration {
  const known = new FakeRegistration();
  known.active = new FakeWorker();
  return known;
}

test('a first visit stores the page and announces nothing', async () => {
  const { offline, fresh, state } = setUp();
  await offline.begin();
  expect(state()).toMatchObject({ phase: 'storing', hasUpdate: false });
  fresh.installing?.become('installed');
  fresh.installing?.become('activated');
  expect(state()).toMatchObject({ phase: 'stored', hasUpdate: false });
});

test('a store that cannot be filled is said to have failed', async () => {
  const { offline, fresh, state } = setUp();
  await offline.begin();
  fresh.installing?.become('redundant');
  expect(state().phase).toBe('failed');
});

test('on a metered connection nothing is stored before it is asked for', async () => {
  const { offline, container, state } = setUp({ isMetered: true });
  await offline.begin();
  expect(container.register).not.toHaveBeenCalled();
  expect(state().phase).toBe('waiting');
  await offline.keep();
  expect(state().phase).toBe('storing');
});

test('a newer version is announced when it is whole, and taken only on request', async () => {
  const known = knownVersion();
  const { offline, container, reload, state } = setUp({ known });
  await offline.begin();
  expect(state()).toMatchObject({ phase: 'stored', hasUpdate: false });
  expect(known.active?.postMessage).toHaveBeenCalledWith({ kind: 'tidy' });
  const newer = new FakeWorker();
  known.installing = newer;
  known.dispatchEvent(new Event('updatefound'));
  expect(state().hasUpdate).toBe(false);
  known.waiting = newer;
  newer.become('installed');
  expect(state().hasUpdate).toBe(true);
  expect(newer.postMessage).not.toHaveBeenCalled();
  offline.update();
  expect(newer.postMessage).toHaveBeenCalledWith({ kind: 'activate' });
  expect(reload).not.toHaveBeenCalled();
  container.dispatchEvent(new Event('controllerchange'));
  expect(reload).toHaveBeenCalledOnce();
});

test('a newer version that waits since an earlier visit is announced at once', async () => {
  const known = knownVersion();
  known.waiting = new FakeWorker();
  const { offline, state } = setUp({ known });
  await offline.begin();
  expect(state().hasUpdate).toBe(true);
  offline.later();
  expect(state().isLater).toBe(true);
});

test('another page that took the newer version does not reload this one', async () => {
  const known = knownVersion();
  const { offline, container, reload } = setUp({ known });
  await offline.begin();
  container.dispatchEvent(new Event('controllerchange'));
  expect(reload).not.toHaveBeenCalled();
});

test('without service workers, or where registering does nothing, the page goes on', async () => {
  const without = createOffline({ container: undefined, isMetered: () => false, reload: () => {} });
  await without.begin();
  expect(without.store.getState().phase).toBe('unsupported');
  const container = new FakeContainer(() => undefined);
  const blocked = createOffline({
    container: container as unknown as ServiceWorkerContainer,
    isMetered: () => false,
    reload: () => {},
  });
  await blocked.begin();
  expect(blocked.store.getState().phase).toBe('failed');
});

import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createFakeLibrary, setUp } from '../scripted-scope.ts';
import { createAddressBar } from './address-bar.ts';
import { watchAddress } from './address-watch.ts';

/** A browser's address and history. */
function fakeWindow() {
  const entries: { state: unknown; url: string }[] = [{ state: null, url: '/page/' }];
  let at = 0;
  const listeners = new Map<string, (event: { state: unknown }) => void>();
  const here = () => new URL(entries[at]!.url, 'https://example.org');
  const window = {
    get location() {
      const { pathname, search, hash, protocol } = here();
      return { pathname, search, hash, protocol } as Location;
    },
    history: {
      pushState: (state: unknown, _: string, url: string) => {
        entries.splice(++at, entries.length, { state, url });
      },
      replaceState: (state: unknown, _: string, url: string) => {
        entries[at] = { state, url };
      },
    } as History,
    addEventListener: ((name: string, listener: (event: { state: unknown }) => void) =>
      void listeners.set(name, listener)) as Window['addEventListener'],
  };
  return {
    window,
    urls: () => entries.map(({ url }) => url),
    go(by: number) {
      at += by;
      return entries[at]!.state;
    },
    fire: (name: string) => listeners.get(name)?.({ state: entries[at]!.state }),
  };
}

async function opened() {
  const { scope } = setUp();
  await scope.begin();
  const browser = fakeWindow();
  const around = { scope, library: createFakeLibrary(), window: browser.window };
  return { scope, browser, around };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  return () => vi.useRealTimers();
});

describe('the address', () => {
  test('stays plain until something is changed, and while the pointer asks', async () => {
    const { scope, browser, around } = await opened();
    createAddressBar(around, scope.store.getState().requested);
    scope.hover({ kind: 'patch', x: 0.5, y: 0.5 });
    scope.hover(undefined);
    scope.chooseTheme('dark');
    vi.runAllTimers();
    expect(browser.urls()).toEqual(['/page/']);
  });

  test('takes quick changes together, and makes bigger steps entries of their own', async () => {
    const { scope, browser, around } = await opened();
    createAddressBar(around, scope.store.getState().requested);
    for (const opacity of [0.6, 0.5, 0.4]) scope.changeLook({ opacity });
    scope.chooseImage({ kind: 'sample', file: 'second.webp' });
    scope.changeLook({ opacity: 0.3 });
    vi.runAllTimers();
    expect(browser.urls()).toEqual([
      '/page/#v=1&image=first&look.opacity=0.4',
      '/page/#v=1&image=second&look.opacity=0.3',
    ]);
  });

  test('is followed by back and forward, which are no changes and cannot be undone', async () => {
    const { scope, browser, around } = await opened();
    const bar = createAddressBar(around, scope.store.getState().requested);
    scope.chooseImage({ kind: 'sample', file: 'second.webp' });
    vi.runAllTimers();
    const steps = scope.history.getState().past.length;
    await bar.open(browser.go(-1));
    expect(scope.store.getState().requested.image).toEqual({ kind: 'sample', file: 'first.webp' });
    await bar.open(browser.go(1));
    expect(scope.store.getState().requested.image).toEqual({ kind: 'sample', file: 'second.webp' });
    vi.runAllTimers();
    expect(browser.urls()).toEqual(['/page/', '/page/#v=1&image=second']);
    expect(scope.history.getState().past.length).toBe(steps);
  });

  test('leaves out an image of this device, and back and forward know it all the same', async () => {
    const { scope, browser, around } = await opened();
    const bar = createAddressBar(around, scope.store.getState().requested);
    scope.store.setState({ localImages: [{ key: 'image-1', name: 'a.png', url: 'blob:a' }] });
    scope.chooseImage({ kind: 'local', key: 'image-1' });
    vi.runAllTimers();
    scope.chooseImage({ kind: 'sample', file: 'second.webp' });
    vi.runAllTimers();
    expect(browser.urls()).toEqual(['/page/', '/page/', '/page/#v=1&image=second']);
    await bar.open(browser.go(-1));
    expect(scope.store.getState().requested.image).toEqual({ kind: 'local', key: 'image-1' });
  });

  test('is not touched in a frame', async () => {
    const { scope, browser, around } = await opened();
    watchAddress(around, false);
    scope.changeLook({ opacity: 0.1 });
    await vi.runAllTimersAsync();
    expect(browser.urls()).toEqual(['/page/']);
  });
});

import type { AddressBar, AddressSurroundings } from './address-bar.ts';

/**
 * Keeps the address in step with the state from the first change on, and follows back and forward. A plain visit keeps
 * a plain address, and loads nothing of this. `writes`: whether the address is the page's own, as it is not in a frame.
 */
export function watchAddress(around: AddressSurroundings, writes: boolean): void {
  const { scope, window } = around;
  let bar: Promise<AddressBar | undefined> | undefined;
  const load = (shown = scope.store.getState().requested) => {
    bar ??= import('./address-bar.ts').then(
      ({ createAddressBar }) => {
        stop();
        return createAddressBar(around, shown, writes);
      },
      () => {
        bar = undefined; // without a network the address waits for the next change
        return undefined;
      },
    );
    return bar;
  };
  const stop = scope.store.subscribe(({ requested }, former) => {
    // The first image comes by itself.
    if (writes && requested !== former.requested && former.requested.image !== undefined) {
      void load(former.requested);
    }
  });
  window.addEventListener('popstate', ({ state }) => void load().then((loaded) => loaded?.open(state)));
}

/** What the page tells the service worker. */
export type ToServiceWorker =
  /** Take over from the former version now. */
  | { readonly kind: 'activate' }
  /** Drop the former version's files, if this page is the only one that is open. */
  | { readonly kind: 'tidy' }
  /** Answer on the port with a `StoreReport`. */
  | { readonly kind: 'report' };

/** How much is kept for use without a network. */
export interface StoreReport {
  readonly files: number;
  readonly bytes: number;
}

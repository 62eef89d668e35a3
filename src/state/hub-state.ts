import type { DownloadSize } from '../hub/hub-model.ts';
import type { StoredModel } from '../hub/hub-store.ts';
import type { ModelReference } from '../hub/model-reference.ts';

/** The download of one model's weights. */
export interface Transfer {
  readonly title: string;
  /** By file, in the order in which they were begun. */
  readonly files: readonly {
    readonly file: string;
    readonly loadedBytes: number;
    readonly totalBytes: number;
  }[];
  readonly loadedBytes: number;
  readonly totalBytes: number;
  /** Undefined before there is a rate. */
  readonly bytesPerSecond: number | undefined;
  readonly secondsLeft: number | undefined;
}

/** A download that waits for the visitor's word. */
export interface DownloadQuestion extends DownloadSize {
  readonly key: string;
  readonly why: 'large' | 'metered';
}

/** What is kept on this device. */
export interface Storage {
  readonly models: readonly StoredModel[];
  /** What the browser grants this page, as far as it says. */
  readonly quotaBytes: number | undefined;
  /** Whether the browser has promised not to clear it by itself. */
  readonly isPersistent: boolean;
}

/** What the page knows of the hub. The token is not here: it is kept where nothing can show it. */
export interface HubState {
  readonly address: string;
  readonly hasToken: boolean;
  /** By model key, while they last. */
  readonly transfers: Readonly<Record<string, Transfer>>;
  readonly question: DownloadQuestion | undefined;
  readonly storage: Storage;
  readonly recent: readonly ModelReference[];
  /** Why downloads are not kept on this device, where they are not. */
  readonly notKept: string | undefined;
}

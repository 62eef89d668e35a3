import type { DeviceReport } from '../engine/engine.ts';
import type { SampleImage } from '../hub/sample-images.ts';
import type { Activity, Displayed } from './displayed.ts';
import type { Notice } from './notice.ts';
import { INITIAL_REQUEST, type Requested } from './requested.ts';

/** An image that the user gave in this visit. Its bytes lie on the shelf, under the key. */
export interface LocalImage {
  readonly key: string;
  readonly name: string;
  /** An object URL. */
  readonly url: string;
}

/** A checkpoint that the user gave in this visit. */
export interface LocalModel {
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
}

/** All state of the page. */
export interface ScopeState {
  readonly requested: Requested;
  readonly displayed: Displayed | undefined;
  readonly activity: Activity;
  readonly notice: Notice | undefined;
  readonly device: DeviceReport | undefined;
  readonly samples: readonly SampleImage[];
  readonly localImages: readonly LocalImage[];
  readonly localModels: readonly LocalModel[];
}

/** The page before anything has been loaded. */
export const INITIAL_STATE: ScopeState = {
  requested: INITIAL_REQUEST,
  displayed: undefined,
  activity: { kind: 'idle' },
  notice: undefined,
  device: undefined,
  samples: [],
  localImages: [],
  localModels: [],
};

import type { DeviceReport } from '../engine/engine.ts';
import type { SampleImage } from '../hub/sample-images.ts';
import type { Activity, Displayed } from './displayed.ts';
import type { EffectsTable } from './effects-feed.ts';
import type { LensId } from './lens.ts';
import type { LessonPlace } from './lessons/lesson-place.ts';
import type { Notice } from './notice.ts';
import { INITIAL_REQUEST, type Requested } from './requested.ts';

/** An image that the user gave in this visit. Its bytes lie on the shelf, under the key. */
export interface LocalImage {
  readonly key: string;
  readonly name: string;
  /** An object URL. */
  readonly url: string;
  /** Under which a link has it: where it was fetched from, or the image itself as a `data:` address. */
  readonly address?: string;
}

/** A checkpoint that the user gave in this visit. */
export interface LocalModel {
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
}

/** What one lens shows. */
export interface LensView {
  readonly displayed: Displayed | undefined;
  readonly activity: Activity;
  /** Why it does not show what was asked for, until dismissed. */
  readonly problem: Notice | undefined;
  readonly prompting: Prompting;
}

/** How far the answers to the prompts are. A first prompt reads the text tower, which may take a download. */
export type Prompting =
  | { readonly kind: 'idle' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly message: string };
/** What a press on the stage does: asks from one patch, or draws a set of them. */
export type QueryTool = 'point' | 'box' | 'lasso';

/** All state of the page. */
export interface ScopeState {
  readonly requested: Requested;
  readonly tool: QueryTool;
  /** By lens; read them with `lensView`. */
  readonly views: Readonly<Record<LensId, LensView>>;
  /** What the lenses did, while they are side by side; of lenses that have changed since, nothing. */
  readonly effects: EffectsTable | undefined;
  /** What of the lessons is open. */
  readonly lesson: LessonPlace | undefined;
  readonly notice: Notice | undefined;
  readonly device: DeviceReport | undefined;
  readonly samples: readonly SampleImage[];
  readonly localImages: readonly LocalImage[];
  readonly localModels: readonly LocalModel[];
}

const EMPTY_VIEW: LensView = {
  displayed: undefined,
  activity: { kind: 'idle' },
  problem: undefined,
  prompting: { kind: 'idle' },
};

/** What a lens shows, by default the active one. */
export function lensView(
  { views, requested }: Pick<ScopeState, 'views' | 'requested'>,
  id: LensId = requested.active,
): LensView {
  return views[id] ?? EMPTY_VIEW;
}

/** The page before anything has been loaded. */
export const INITIAL_STATE: ScopeState = {
  requested: INITIAL_REQUEST,
  tool: 'point',
  views: {},
  effects: undefined,
  lesson: undefined,
  notice: undefined,
  device: undefined,
  samples: [],
  localImages: [],
  localModels: [],
};

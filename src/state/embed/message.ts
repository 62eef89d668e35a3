import * as v from 'valibot';
import type { TokenLayout } from '../../core/vit/token-layout.ts';
import type { MapKind } from '../requested.ts';

/** The version of the messages; every one carries it as `sinkscope`. */
export const MESSAGE_VERSION = 1;

const version = v.literal(MESSAGE_VERSION);
const id = v.optional(v.union([v.string(), v.number()]));

const schema = v.variant('type', [
  v.strictObject({ sinkscope: version, id, type: v.literal('get-state') }),
  v.strictObject({ sinkscope: version, id, type: v.literal('set-state'), state: v.unknown() }),
  v.strictObject({
    sinkscope: version,
    id,
    type: v.literal('open-image'),
    image: v.union([v.instance(Blob), v.pipe(v.string(), v.maxLength(200_000))]),
    name: v.optional(v.pipe(v.string(), v.maxLength(200))),
  }),
  v.strictObject({
    sinkscope: version,
    id,
    type: v.literal('get-map'),
    layer: v.optional(v.unknown()),
    map: v.optional(v.unknown()),
  }),
]);

/** What the page around a frame may ask. */
export type FrameRequest = v.InferOutput<typeof schema>;

/** A map as numbers. */
export interface FrameMap {
  readonly layer: number;
  readonly map: MapKind;
  /** Of all tokens in sequence order [tokens]. */
  readonly tokens: Float32Array;
  /** Of the patches, row by row [rows × columns]. */
  readonly patches: Float32Array;
  readonly layout: TokenLayout;
  /** The ends of the colour scale. */
  readonly low: number;
  readonly high: number;
}

/** The trace that is shown. */
export interface FrameTrace {
  readonly status: 'none' | 'running' | 'complete' | 'stopped';
  readonly model: string | undefined;
  readonly depth: number | undefined;
  readonly heads: number | undefined;
  readonly layout: TokenLayout | undefined;
  readonly layersDone: number;
}

/** What is asked for, as a session file has it, and the fragment of a link to it. */
export interface FrameState {
  readonly state: Record<string, unknown>;
  readonly link: string;
}

/** What the frame says: answers carry the `id` of what they answer, events have none. */
export type FrameMessage =
  | ({ readonly type: 'ready' } & FrameState & { readonly trace: FrameTrace })
  | ({ readonly type: 'state-changed' } & FrameState)
  | { readonly type: 'trace-complete'; readonly trace: FrameTrace }
  | ({ readonly type: 'state' } & FrameState & {
        readonly trace: FrameTrace;
        readonly problems: readonly string[];
      })
  | ({ readonly type: 'map' } & FrameMap)
  | { readonly type: 'error'; readonly message: string };

/** Whether data is meant for this page at all; frames and extensions send all sorts of things. */
export function isAddressed(data: unknown): data is { readonly sinkscope: unknown; readonly id?: unknown } {
  return typeof data === 'object' && data !== null && 'sinkscope' in data;
}

/** Reads a request; undefined where it is none. */
export function readRequest(data: unknown): FrameRequest | undefined {
  const result = v.safeParse(schema, data);
  return result.success ? result.output : undefined;
}

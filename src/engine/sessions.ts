import type { ModelPart } from '../core/checkpoint/weights.ts';
import type { BlockOptions } from '../core/graph/block-program.ts';
import type { Session } from './runtime.ts';

/** Which graph a part's session runs. */
export interface SessionKey {
  readonly queryChunks: number;
  readonly variant: string;
}

/** The key of a part that has one graph only. */
export const onlySession: SessionKey = { queryChunks: 0, variant: '' };

/** The key of a block's graph. */
export function blockSession({ taps, queryChunks, ...variant }: BlockOptions): SessionKey {
  return { queryChunks, variant: JSON.stringify([variant, ...[...taps].sort()]) };
}

/** The live sessions of each part of a model; those for another number of query chunks are dropped. */
export interface Sessions {
  get(part: string, key: SessionKey, build: () => ModelPart): Promise<Session>;
  dispose(): Promise<void>;
}

interface LiveSession {
  readonly key: SessionKey;
  readonly session: Session;
}

// As trained and changed, side by side in two lenses: a changed block's weights exist twice, no other's.
const variantsKept = 2;

/** Sessions that are made by `create` when they are first needed. */
export function createSessions(create: (part: ModelPart) => Promise<Session>): Sessions {
  const live = new Map<string, readonly LiveSession[]>(); // in order of use

  async function keep(part: string, kept: readonly LiveSession[]): Promise<void> {
    const all = live.get(part) ?? [];
    live.set(part, kept);
    for (const entry of all) if (!kept.includes(entry)) await entry.session.dispose();
  }

  return {
    async get(part, key, build) {
      const alike = (live.get(part) ?? []).filter((entry) => entry.key.queryChunks === key.queryChunks);
      const known = alike.find((entry) => entry.key.variant === key.variant);
      const others = alike.filter((entry) => entry !== known).slice(1 - variantsKept);
      await keep(part, known ? [...others, known] : others);
      if (known) return known.session;
      const session = await create(build());
      live.set(part, [...others, { key, session }]);
      return session;
    },
    async dispose() {
      for (const part of live.keys()) await keep(part, []);
    },
  };
}

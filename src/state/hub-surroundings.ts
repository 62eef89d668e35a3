import { PUBLIC_HUB, parseHubAddress } from '../hub/hub-address.ts';
import type { HubStore } from '../hub/hub-store.ts';
import { type ModelReference, parseModelReference } from '../hub/model-reference.ts';
import type { Sha256 } from '../hub/sha256.ts';
import { createPageSha256 } from '../hub/sha256-client.ts';
import { isMetered } from './metered.ts';
import { pageStorage } from './page-storage.ts';

/** The browser around the hub's desk. */
export interface HubSurroundings {
  /** The hub of the link, of an earlier visit, or the public one. */
  readonly firstAddress: string;
  readonly store: () => Promise<HubStore>;
  /** For a file of so many bytes. */
  readonly createHash: (size: number) => Sha256;
  /** Asks the browser to keep what is stored. */
  persist(): Promise<boolean>;
  estimate(): Promise<{ quotaBytes: number | undefined; isPersistent: boolean }>;
  /** Whether each byte may cost money, or takes long. */
  isMetered(): boolean;
  recent(): readonly ModelReference[];
  keepRecent(models: readonly ModelReference[]): void;
  keepAddress(address: string): void;
}

const recentKey = 'sinkscope.recent-models';
const addressKey = 'sinkscope.hub';

/** `search` is the link's query: `?hub=ADDRESS` chooses the hub for this visit. */
export function browserSurroundings(window: Window & typeof globalThis, search: string): HubSurroundings {
  const { navigator } = window;
  const localStorage = pageStorage(window);
  // Absent where the page is not served securely.
  const caches = (window as { caches?: CacheStorage }).caches;
  const storage = navigator.storage as StorageManager | undefined;
  return {
    firstAddress: firstAddress(new URLSearchParams(search).get('hub'), localStorage.getItem(addressKey)),
    async store() {
      if (caches) return (await import('../hub/cache-store.ts')).createCacheStore(caches);
      return (await import('../hub/memory-store.ts')).createMemoryStore();
    },
    createHash: createPageSha256,
    persist: async () => (await storage?.persist()) ?? false,
    async estimate() {
      const [estimate, isPersistent] = await Promise.all([storage?.estimate(), storage?.persisted()]);
      return { quotaBytes: estimate?.quota, isPersistent: isPersistent ?? false };
    },
    isMetered: () => isMetered(navigator),
    recent: () => readRecent(localStorage.getItem(recentKey)),
    keepRecent: (models) => localStorage.setItem(recentKey, JSON.stringify(models)),
    keepAddress: (address) => localStorage.setItem(addressKey, address),
  };
}

function firstAddress(...candidates: readonly (string | null)[]): string {
  for (const candidate of candidates) {
    try {
      if (candidate !== null) return parseHubAddress(candidate);
    } catch {
      // A link that names no hub opens the page with the next choice.
    }
  }
  return PUBLIC_HUB;
}

function readRecent(text: string | null): ModelReference[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(list) ? list.map((entry: ModelReference) => checked(entry)) : [];
  } catch {
    return [];
  }
}

function checked({ repo, revision }: ModelReference): ModelReference {
  return parseModelReference(revision === undefined ? repo : `${repo}@${revision}`);
}

/** What the page keeps between visits. */
export type PageStorage = Pick<Storage, 'getItem' | 'setItem'>;

/** The browser's storage, or none that lasts: in a frame on another site browsers may refuse it. */
export function pageStorage(window: Pick<Window, 'localStorage'>): PageStorage {
  try {
    return window.localStorage;
  } catch {
    const kept = new Map<string, string>();
    return { getItem: (key) => kept.get(key) ?? null, setItem: (key, text) => void kept.set(key, text) };
  }
}

import { isAbort } from './notice.ts';

/** Things that are made once and then shared, by a key. */
export interface Shelf<Held> {
  /** What lies under a key, or is being put there, or what `make` gives. Rejects with AbortError when cancelled. */
  take(key: string, signal: AbortSignal, make: () => Promise<Held>): Promise<Held>;
  isBeingMade(key: string): boolean;
  /** What lies there, the least recently taken first. */
  entries(): readonly (readonly [key: string, held: Held])[];
  remove(key: string): void;
}

/** Makes an empty shelf. Who waits for what another one makes goes on by itself when that one cancels. */
export function createShelf<Held>(): Shelf<Held> {
  const held = new Map<string, Held>(); // in order of use
  const making = new Map<string, Promise<Held>>();

  async function make(key: string, maker: () => Promise<Held>): Promise<Held> {
    const made = maker();
    making.set(key, made);
    try {
      const thing = await made;
      held.set(key, thing);
      return thing;
    } finally {
      making.delete(key);
    }
  }

  return {
    async take(key, signal, maker) {
      for (let others = making.get(key); others; others = making.get(key)) {
        await others.catch((error) => {
          if (!isAbort(error)) throw error;
        });
        signal.throwIfAborted();
      }
      const known = held.get(key);
      if (known === undefined) return make(key, maker);
      held.delete(key);
      held.set(key, known);
      return known;
    },
    isBeingMade: (key) => making.has(key),
    entries: () => [...held],
    remove: (key) => void held.delete(key),
  };
}

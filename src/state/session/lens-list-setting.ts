import * as words from '#words/state/session.ts';
import { LARGEST_LENS_COUNT, type Lens } from '../lens.ts';
import { isSame, type Setting } from './setting.ts';

/** The lenses from left to right; what a lens leaves out is as in the first lens of a first visit. */
export function lensListSetting(lens: Setting<Lens>, first: Lens): Setting<readonly Lens[]> {
  return {
    encode(value, initial) {
      if (isSame(value, initial)) return undefined;
      return value.map((entry) => ({
        id: entry.id,
        ...(lens.encode(entry, first) as Partial<Lens> | undefined),
      }));
    },
    decode(given, initial, { path, note }) {
      const refuse = (message: string) => {
        note({ kind: 'invalid', path, message });
        return initial;
      };
      if (!Array.isArray(given) || given.length < 1 || given.length > LARGEST_LENS_COUNT) {
        return refuse(words.lensList(path, LARGEST_LENS_COUNT));
      }
      const lenses = given.map((entry: unknown, place) =>
        lens.decode(entry, first, { path: `${path}.${place}`, note }),
      );
      const ids = new Set(lenses.map(({ id }) => id));
      if (ids.size < lenses.length) return refuse(words.sameLensName(path));
      return lenses;
    },
  };
}

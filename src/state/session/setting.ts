import * as v from 'valibot';
import * as words from '#words/state/session.ts';
import { parseFields } from '../../core/checkpoint/config-schema.ts';

/** What was wrong with a part of what was read: it is at fault, or this version does not know it. */
export interface SettingProblem {
  readonly kind: 'invalid' | 'unknown';
  /** Where it stands: "look.opacity". */
  readonly path: string;
  /** A sentence that names the place. */
  readonly message: string;
}

/** Where a setting stands, and who hears of problems. */
export interface Reading {
  readonly path: string;
  note(problem: SettingProblem): void;
}

/** How one setting is written and read. */
export interface Setting<T> {
  /** As JSON; undefined where it is as it is at first, and so is left out. */
  encode(value: T, initial: T): unknown;
  /** Never throws: what is at fault is noted, and stays as it is at first. */
  decode(given: unknown, initial: T, reading: Reading): T;
}

/** A setting that is one value, read by a schema. */
export function setting<T>(schema: v.GenericSchema<unknown, T>): Setting<T> {
  return parsedSetting(
    (given, path) =>
      // The path as a field's name lets the message name the place within the whole.
      parseFields(v.object({ [path]: schema }), { [path]: given }, words.settings)[path]!,
  );
}

/** A setting that is one value, read by a parser that throws with a sentence. */
export function parsedSetting<T>(parse: (given: unknown, path: string) => T): Setting<T> {
  return {
    encode: (value, initial) => (isSame(value, initial) ? undefined : value),
    decode(given, initial, { path, note }) {
      try {
        return parse(given, path);
      } catch (error) {
        note({ kind: 'invalid', path, message: error instanceof Error ? error.message : String(error) });
        return initial;
      }
    },
  };
}

/** A setting of several, each under its name: a field that is not in the table does not compile. */
export function settings<T extends object>(
  table: { readonly [Key in keyof T]-?: Setting<T[Key]> },
): Setting<T> {
  const names = Object.keys(table) as (keyof T & string)[];
  return {
    encode(value, initial) {
      const given = names.flatMap((name) => {
        const part = table[name].encode(value[name], initial[name]);
        return part === undefined ? [] : [[name, part] as const];
      });
      return given.length === 0 ? undefined : Object.fromEntries(given);
    },
    decode(given, initial, reading) {
      if (!isObject(given)) {
        const message = words.notAnObject(reading.path);
        reading.note({ kind: 'invalid', path: reading.path, message });
        return initial;
      }
      for (const name of Object.keys(given)) {
        if (!Object.hasOwn(table, name)) reading.note(unknownSetting(within(reading.path, name)));
      }
      const parts = names.map((name) => {
        const path = within(reading.path, name);
        return Object.hasOwn(given, name)
          ? table[name].decode(given[name], initial[name], { ...reading, path })
          : initial[name];
      });
      return Object.fromEntries(names.map((name, place) => [name, parts[place]])) as T;
    },
  };
}

/** One of a few words; one that is missing here does not compile. */
export function oneOf<Word extends string>(words: Readonly<Record<Word, true>>): Setting<Word> {
  return setting(v.picklist(Object.keys(words) as Word[]));
}

/** The schema of a union by its `kind`; a kind that is missing here does not compile. */
export function byKind<U extends { readonly kind: string }>(
  schemas: {
    readonly [K in U['kind']]: v.GenericSchema<unknown, Extract<U, { readonly kind: K }>>;
  },
): v.GenericSchema<unknown, U> {
  const kinds = Object.keys(schemas);
  const unknown = v.strictObject({ kind: v.picklist(kinds) });
  return v.lazy((given) => {
    const kind = isObject(given) ? given.kind : undefined;
    const isKnown = typeof kind === 'string' && Object.hasOwn(schemas, kind);
    return (isKnown ? schemas[kind as U['kind']] : unknown) as v.GenericSchema<unknown, U>;
  });
}

/** Whether two values are the same as JSON; the order of fields does not matter. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, place) => isSame(item, other[place]));
  }
  if (!isObject(one) || !isObject(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => isSame(one[name], other[name]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unknownSetting(path: string): SettingProblem {
  return { kind: 'unknown', path, message: words.unknownSetting(path) };
}

function within(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

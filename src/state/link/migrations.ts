import * as words from '#words/state/link.ts';
import type { SettingProblem } from '../session/setting.ts';
import type { Parameter } from './parameters.ts';

/** The version that links are written in. */
export const LINK_VERSION = 1;

/** Makes a link of one version one of the next. */
export type Migration = (parameters: readonly Parameter[]) => readonly Parameter[];

/** `MIGRATIONS[n]` leads from version n + 1 to n + 2: a change of the grammar adds one and raises `LINK_VERSION`. */
const MIGRATIONS: readonly Migration[] = [];

/** A link in today's grammar. One without a version is taken as of today, and one of a later version as it is. */
export function migrated(
  parameters: readonly Parameter[],
  migrations: readonly Migration[] = MIGRATIONS,
): { readonly parameters: readonly Parameter[]; readonly problem: SettingProblem | undefined } {
  const latest = migrations.length + 1;
  const text = parameters.findLast(([name]) => name === 'v')?.[1];
  if (text === undefined) return { parameters, problem: undefined };
  const version = /^[1-9]\d{0,3}$/.test(text) ? Number(text) : undefined;
  if (version === undefined || version > latest) {
    const message =
      version === undefined
        ? words.noVersion(JSON.stringify(text.slice(0, 40)))
        : words.newer(version, latest);
    return { parameters, problem: { kind: 'invalid', path: 'v', message } };
  }
  const steps = migrations.slice(version - 1);
  return { parameters: steps.reduce((current, step) => step(current), parameters), problem: undefined };
}

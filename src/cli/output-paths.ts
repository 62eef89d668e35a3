import { realpath, stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import * as words from '#words/cli/files.ts';
import { InputError } from '../core/input-error.ts';

const extension = '.safetensors';

/**
 * The file to write for each input, as the user would write it. One input goes to `out` itself where that has an extension and is no folder;
 * else `out` is a folder, and the files take their inputs' names. Throws InputError where `out` is a file but a
 * folder is needed.
 */
export async function outputPaths(
  inputs: readonly string[],
  out: string,
  { several, workingFolder }: { readonly several: boolean; readonly workingFolder: string },
): Promise<string[]> {
  const path = resolve(workingFolder, out);
  const stats = await stat(path).catch(() => undefined);
  const saysFolder = /[\\/]$/.test(out);
  if (stats && !stats.isDirectory() && (several || saysFolder)) {
    throw new InputError(several ? words.outIsFileForSeveral(out) : words.outIsFile(out));
  }
  if (several && !stats && !saysFolder && extname(path) === extension) {
    throw new InputError(words.outNamesFile(out));
  }
  const isFile =
    !several && !saysFolder && !stats?.isDirectory() && (stats !== undefined || extname(path) !== '');
  return isFile ? [out] : outputNames(inputs).map((name) => join(out, name));
}

/**
 * File names for inputs: `photo.png` gives `photo.safetensors`; where names clash (case aside), later ones count
 * up: `photo-2.safetensors`.
 */
export function outputNames(inputs: readonly string[]): string[] {
  const stems = inputs.map((input) => basename(input, extname(input)));
  const taken = new Set(stems.map((stem) => stem.toLowerCase()));
  const used = new Set<string>();
  return stems.map((stem) => {
    let name = stem;
    for (let n = 2; used.has(name.toLowerCase()); n++) {
      const candidate = `${stem}-${n}`;
      if (!taken.has(candidate.toLowerCase())) name = candidate;
    }
    used.add(name.toLowerCase());
    return name + extension;
  });
}

/** @throws InputError if an output would replace one of the files that are read. Absolute paths. */
export async function refuseOverwriting(
  outputs: readonly string[],
  inputs: readonly string[],
): Promise<void> {
  const resolved = (path: string) => realpath(path).catch(() => path);
  const read = new Set(await Promise.all(inputs.map(resolved)));
  for (const output of await Promise.all(outputs.map(resolved))) {
    if (read.has(output)) throw new InputError(words.replacesInput(basename(output)));
  }
}

import { readdir, stat } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import * as words from '#words/cli/files.ts';
import { InputError } from '../core/input-error.ts';
import { failWith } from './file-source.ts';

/** One image of a command line. */
export interface ListedImage {
  readonly path: string;
  /** The path as the user would write it, for messages. */
  readonly name: string;
}

export interface ImageList {
  readonly images: readonly ListedImage[];
  /** Whether the user spoke of more than one image: several paths, or a folder. */
  readonly several: boolean;
}

const imageExtensions = new Set(['.png', '.jpg', '.jpeg', '.webp', '.avif', '.gif', '.tif', '.tiff']);

/**
 * Lists the images of files and folders, folders in the order of their names, not those within them.
 * Throws InputError for a folder without images, and for a path that is not there if it is the only one.
 */
export async function listImages(paths: readonly string[], workingFolder: string): Promise<ImageList> {
  const images: ListedImage[] = [];
  let several = paths.length > 1;
  for (const name of paths) {
    const path = resolve(workingFolder, name);
    const stats = await stat(path).catch(several ? () => undefined : failWith(name));
    if (stats?.isDirectory()) {
      several = true;
      images.push(...(await imagesIn(path, name)));
    } else {
      images.push({ path, name });
    }
  }
  return { images, several };
}

async function imagesIn(folder: string, name: string): Promise<ListedImage[]> {
  const entries = await readdir(folder).catch(failWith(name));
  const files = entries.filter(
    (entry) => imageExtensions.has(extname(entry).toLowerCase()) && !entry.startsWith('.'),
  );
  if (files.length === 0) {
    throw new InputError(words.noImages(name, [...imageExtensions]));
  }
  files.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return files.map((file) => ({ path: join(folder, file), name: join(name, file) }));
}

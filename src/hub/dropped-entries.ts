import * as words from '#words/hub/hub.ts';
import { InputError } from '../core/input-error.ts';
import { isHidden, type LocalFile } from './local-file.ts';

/** A dropped folder that holds more is most likely a mistake, and reading it would take minutes. */
const MAX_FILES = 2000;
const MAX_DEPTH = 5;

/**
 * The files of a drop or a paste, with those inside dropped folders. Must be called within the event: the browser
 * empties the transfer afterwards. Throws InputError above 2,000 files.
 */
export function readDataTransfer(transfer: DataTransfer): Promise<LocalFile[]> {
  const entries: FileSystemEntry[] = [];
  const loose: LocalFile[] = [];
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry?.() ?? null;
    if (entry?.isDirectory) entries.push(entry);
    else {
      const file = item.getAsFile();
      if (file) loose.push({ path: file.name, blob: file });
    }
  }
  return readEntries(entries, loose);
}

/** The files of an `<input type="file">`, with their folder where a folder was picked. */
export function readFileList(list: Iterable<File>): LocalFile[] {
  return Array.from(list, (file) => ({ path: file.webkitRelativePath || file.name, blob: file }));
}

async function readEntries(
  entries: readonly FileSystemEntry[],
  loose: readonly LocalFile[],
): Promise<LocalFile[]> {
  const files = [...loose];
  for (const entry of entries) await collect(entry, files, 0);
  return files;
}

async function collect(entry: FileSystemEntry, into: LocalFile[], depth: number): Promise<void> {
  if (isHidden(entry.name)) return; // a clone's .git alone holds more files than are read
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    into.push({ path: entry.fullPath.replace(/^\//, ''), blob: file });
    if (into.length > MAX_FILES) throw new InputError(words.tooManyFiles(MAX_FILES));
  } else if (isDirectory(entry) && depth < MAX_DEPTH) {
    for (const child of await children(entry)) await collect(child, into, depth + 1);
  }
}

/** `readEntries` answers in batches (100 in Chromium) until an empty one. */
async function children(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (batch.length === 0) return all;
    all.push(...batch);
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

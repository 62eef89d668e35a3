/** A file that the user gave, with its path inside what was dropped ("folder/config.json", "cat.png"). */
export interface LocalFile {
  readonly path: string;
  readonly blob: Blob;
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether a file or one of its folders is hidden, or kept by the system beside what the user made. */
export function isHidden(path: string): boolean {
  return /(^|\/)(\.|Thumbs\.db$|desktop\.ini$|__MACOSX(\/|$))/i.test(path);
}

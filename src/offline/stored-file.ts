/** A file of the build, as the build lists it for the service worker. */
export interface StoredFile {
  /** Below the page's folder; "" is the page itself. */
  readonly path: string;
  /** Base64. */
  readonly sha256: string;
  readonly bytes: number;
}

/** Whether the file's name holds a hash of its content, as all that Vite emits. */
export function isNamedByContent(path: string): boolean {
  return path.startsWith('assets/');
}

/**
 * The address under which the file is kept. It changes whenever the content does, so that the files of two versions
 * lie beside each other and those that are the same are kept once.
 */
export function storedAddress(scope: string, { path, sha256 }: StoredFile): string {
  const address = scope + path;
  return isNamedByContent(path) ? address : `${address}?sha256=${encodeURIComponent(sha256)}`;
}

/** The addresses of a store that no file of this version has. */
export function staleAddresses(
  stored: readonly string[],
  scope: string,
  files: readonly StoredFile[],
): string[] {
  const current = new Set(files.map((file) => storedAddress(scope, file)));
  return stored.filter((address) => !current.has(address));
}

/** The scripts and styles that a page names and the list of its version does not: then they are of two versions. */
export function foreignAssets(html: string, files: readonly StoredFile[]): string[] {
  const known = new Set(files.map(({ path }) => path));
  const named = Array.from(
    html.matchAll(/(?:src|href)="(?:\.\/)?(assets\/[^"?#]+)/g),
    ([, path = '']) => path,
  );
  return named.filter((path) => !known.has(path));
}

import { isNamedByContent, type StoredFile } from './stored-file.ts';

/** What a request is, as far as its way depends on it. */
export interface RequestFacts {
  readonly method: string;
  readonly url: string;
  /** Whether it asks for a part of a file. */
  readonly hasRange: boolean;
}

/** Where a request goes: a file of this version, one of an earlier version that a page still uses, shared files. */
export type Route =
  | { readonly kind: 'file'; readonly file: StoredFile }
  | { readonly kind: 'former'; readonly address: string }
  | { readonly kind: 'share' };

/** Where the system sends what is shared with the installed app, below the page's folder. */
export const SHARE_PATH = 'share-target';

/** The service worker's part in a request; undefined: none, the browser goes on by itself. `scope` ends with "/". */
export function routeOf(
  { method, url, hasRange }: RequestFacts,
  scope: string,
  files: ReadonlyMap<string, StoredFile>,
): Route | undefined {
  const { origin, pathname } = new URL(url);
  const address = origin + pathname;
  if (!address.startsWith(scope)) return undefined;
  const path = address.slice(scope.length);
  if (method === 'POST') return path === SHARE_PATH ? { kind: 'share' } : undefined;
  if (method !== 'GET' || hasRange) return undefined;
  const file = files.get(path === 'index.html' ? '' : path);
  if (file) return { kind: 'file', file };
  return isNamedByContent(path) ? { kind: 'former', address } : undefined;
}

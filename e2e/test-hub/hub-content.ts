import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A file of a repository of the test hub. */
export interface HubFile {
  readonly bytes: Uint8Array;
  /** Large files are kept elsewhere: the hub redirects to them and knows their SHA-256. */
  readonly isLarge: boolean;
}

/** A repository of the test hub. */
export interface HubRepository {
  readonly files: ReadonlyMap<string, HubFile>;
  /** A token without which nothing of it is given out. */
  readonly token?: string;
}

/** Files by name: paths on disk or texts. */
export function hubRepository(
  files: Readonly<Record<string, { path: string } | { text: string } | { bytes: Uint8Array }>>,
  token?: string,
): HubRepository {
  const entries = Object.entries(files).map(([name, given]): [string, HubFile] => {
    const bytes =
      'path' in given
        ? readFileSync(given.path)
        : 'text' in given
          ? new TextEncoder().encode(given.text)
          : given.bytes;
    return [name, { bytes, isLarge: name.endsWith('.safetensors') }];
  });
  return { files: new Map(entries), ...(token !== undefined && { token }) };
}

const digests = new WeakMap<Uint8Array, Map<string, string>>();

/** Lower-case hexadecimal; computed once for the same bytes. */
export function digestOf(bytes: Uint8Array, algorithm: 'sha1' | 'sha256'): string {
  const known = digests.get(bytes) ?? new Map<string, string>();
  digests.set(bytes, known);
  const digest = known.get(algorithm) ?? createHash(algorithm).update(bytes).digest('hex');
  known.set(algorithm, digest);
  return digest;
}

/** The commit of a repository: it changes with its files, as a real one does. */
export function commitOf({ files }: HubRepository): string {
  const hash = createHash('sha1');
  for (const [name, { bytes }] of files) hash.update(name).update(digestOf(bytes, 'sha1'));
  return hash.digest('hex');
}

/** What the Hub answers to `/api/models/REPO/revision/REVISION?blobs=true`, as far as it matters. */
export function describeRepository(
  repo: string,
  repository: HubRepository,
  { wrongHash }: { wrongHash: boolean },
): string {
  return JSON.stringify({
    id: repo,
    sha: commitOf(repository),
    gated: repository.token === undefined ? false : 'auto',
    cardData: { license: 'apache-2.0' },
    siblings: [...repository.files].map(([rfilename, { bytes, isLarge }]) => ({
      rfilename,
      size: bytes.length,
      blobId: digestOf(bytes, 'sha1'),
      ...(isLarge && {
        lfs: {
          sha256: wrongHash ? '0'.repeat(64) : digestOf(bytes, 'sha256'),
          size: bytes.length,
          pointerSize: 134,
        },
      }),
    })),
  });
}

import * as v from 'valibot';
import * as words from '#words/hub/download.ts';
import { InputError } from '../core/input-error.ts';
import { hubHost } from './hub-address.ts';
import { type HubClient, HubUnreachableError } from './hub-client.ts';
import type { HubStore } from './hub-store.ts';
import { isCommit, type ModelReference } from './model-reference.ts';

/** A file as the hub lists it. */
export interface RepositoryFile {
  readonly name: string;
  readonly bytes: number | undefined;
  /** Lower-case hexadecimal, where the hub gives it. */
  readonly sha256: string | undefined;
}

/** A repository at one revision. */
export interface Repository {
  readonly repo: string;
  /** The commit where the hub says it; else what was asked for. */
  readonly revision: string;
  /** By name; undefined where the server lists no files, as a plain file server does. */
  readonly files: ReadonlyMap<string, RepositoryFile> | undefined;
  readonly licence: string | undefined;
}

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const bytes = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The part that is used of what the Hub answers to `/api/models/REPO/revision/REVISION?blobs=true`. */
const descriptionSchema = v.object({
  sha: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)),
  siblings: v.array(
    v.object({
      rfilename: v.string(),
      size: v.nullish(bytes),
      lfs: v.nullish(v.object({ sha256: v.nullish(hash), size: v.nullish(bytes) })),
    }),
  ),
  cardData: v.nullish(v.object({ license: v.nullish(v.unknown()) })),
});

/**
 * Asks the hub what a repository holds at a revision. A stored description of a commit is as good as a new one; of a
 * branch it serves where the network does not answer. Throws InputError.
 */
export async function readRepository(
  { repo, revision = 'main' }: ModelReference,
  { client, store, signal }: { client: HubClient; store: HubStore; signal?: AbortSignal | undefined },
): Promise<Repository> {
  const key = { hub: client.address, repo, revision };
  const kept = await store.description(key);
  if (kept !== undefined && isCommit(revision)) return parseDescription(kept, { repo, revision });
  try {
    const text = await askForDescription({ repo, revision }, { client, signal, isKept: kept !== undefined });
    if (text === undefined) return { repo, revision, files: undefined, licence: undefined };
    const repository = parseDescription(text, { repo, revision });
    await store.describe(key, text);
    if (repository.revision !== revision) {
      await store.describe({ ...key, revision: repository.revision }, text);
    }
    return repository;
  } catch (error) {
    if (kept !== undefined && error instanceof HubUnreachableError) {
      return parseDescription(kept, { repo, revision });
    }
    throw error;
  }
}

/** Undefined where the server does not describe repositories. */
async function askForDescription(
  { repo, revision }: { repo: string; revision: string },
  { client, signal, isKept }: { client: HubClient; signal: AbortSignal | undefined; isKept: boolean },
): Promise<string | undefined> {
  const answer = await client.request(
    {
      path: `/api/models/${repo}/revision/${encodeURIComponent(revision)}?blobs=true`,
      what: revision === 'main' ? repo : words.atRevision(repo, revision),
      signal,
    },
    { missing: true, ...(isKept && { tries: 1 }) },
  );
  if (answer.ok && isJson(answer)) return answer.text();
  const isHub = isJson(answer);
  await answer.body?.cancel();
  if (!isHub) return undefined;
  const named = revision === 'main' ? undefined : revision;
  throw new InputError(words.noRevision(hubHost(client.address), repo, named));
}

function isJson(answer: Response): boolean {
  return /\bjson\b/.test(answer.headers.get('content-type') ?? '');
}

function parseDescription(text: string, asked: { repo: string; revision: string }): Repository {
  const parsed = v.safeParse(descriptionSchema, JSON.parse(text));
  if (!parsed.success) {
    throw new InputError(words.unknownDescription(asked.repo));
  }
  const { sha, siblings, cardData } = parsed.output;
  const files = siblings.map(({ rfilename: name, size, lfs }): [string, RepositoryFile] => [
    name,
    { name, bytes: lfs?.size ?? size ?? undefined, sha256: lfs?.sha256 ?? undefined },
  ]);
  const licence = cardData?.license;
  return {
    repo: asked.repo,
    revision: sha,
    files: new Map(files),
    licence: typeof licence === 'string' ? licence : undefined,
  };
}

import { InputError } from '../core/input-error.ts';
import { byteCount } from './byte-ranges.ts';
import { chooseCheckpoint } from './checkpoint-choice.ts';
import type { CheckpointFiles } from './checkpoint-files.ts';
import { hubHost } from './hub-address.ts';
import type { HubClient } from './hub-client.ts';
import type { FileShelf, HubStore } from './hub-store.ts';
import type { ModelReference } from './model-reference.ts';
import { statedSize } from './range-answer.ts';
import { createRemoteFile, type FileProgress, type RemoteFile } from './remote-file.ts';
import { type Repository, type RepositoryFile, readRepository } from './repository.ts';
import type { Sha256 } from './sha256.ts';

/** What will be downloaded if one goes on, known before any weight has been. */
export interface DownloadSize {
  readonly repo: string;
  readonly revision: string;
  readonly licence: string | undefined;
  readonly weightBytes: number;
  /** What of the weights is not stored yet. */
  readonly missingBytes: number;
}

/** One file's share of a download. */
export interface NamedProgress extends FileProgress {
  readonly file: string;
}

export interface HubModelOptions {
  readonly client: HubClient;
  readonly store: HubStore;
  readonly createHash: () => Sha256;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal?: AbortSignal | undefined;
  /** Asked before the weights are downloaded; rejects where they should not be. */
  readonly confirm?: (size: DownloadSize) => Promise<void>;
  readonly onProgress?: (files: readonly NamedProgress[]) => void;
  readonly onKeptInMemory?: (error: unknown) => void;
}

/** A model of a hub, whose weights arrive as they are read. */
export interface HubModel {
  readonly files: CheckpointFiles;
  readonly repository: Repository;
  readonly weights: RemoteFile;
}

/** JSON files beyond this are something else. */
const maxTextBytes = 32_000_000;

/** Finds a model's files on a hub and fetches the small ones. Throws InputError where that cannot be done. */
export async function openHubModel(reference: ModelReference, options: HubModelOptions): Promise<HubModel> {
  const { client, store, signal } = options;
  const repository = await readRepository(reference, { client, store, signal });
  const chosen = chooseCheckpoint(repository);
  const context = { repository, options };
  const config = await readText(chosen.config, context);
  if (config === undefined) throw missing(chosen.config, context);
  const preprocessor = chosen.preprocessor && (await readText(chosen.preprocessor, context));
  const labels = chosen.labels && (await readText(chosen.labels, context));
  const weights = await openWeights(chosen.weights, context);
  return {
    repository,
    weights,
    files: {
      name: reference.repo.slice(reference.repo.indexOf('/') + 1),
      config,
      weights,
      ...(preprocessor && { preprocessor }),
      ...(labels && { labels }),
    },
  };
}

interface Context {
  readonly repository: Repository;
  readonly options: HubModelOptions;
}

function shelfOf(file: string, { repository, options }: Context): Promise<FileShelf> {
  const { repo, revision } = repository;
  return options.store.file({ hub: options.client.address, repo, revision, file });
}

function pathOf(file: string, { repo, revision }: Repository): string {
  return `/${repo}/resolve/${encodeURIComponent(revision)}/${file}`;
}

/** A small file as a whole; undefined where the repository has none. */
async function readText(file: string, context: Context): Promise<Blob | undefined> {
  const { client, signal, onKeptInMemory } = context.options;
  const { repository } = context;
  const shelf = await shelfOf(file, context);
  if (shelf.facts && byteCount(shelf.ranges) === shelf.facts.size) {
    return new Blob([await shelf.read(0, shelf.facts.size)], { type: 'application/json' });
  }
  const listedBytes = repository.files?.get(file)?.bytes ?? 0;
  if (listedBytes > maxTextBytes) throw tooLong(file, repository.repo, listedBytes);
  const answer = await client.request(
    { path: pathOf(file, repository), what: `${file} of ${repository.repo}`, signal },
    { missing: true },
  );
  if (answer.status === 404) {
    await answer.body?.cancel();
    return undefined;
  }
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (bytes.length > maxTextBytes) throw tooLong(file, repository.repo, bytes.length);
  try {
    await shelf.write(0, bytes);
    await shelf.note({ size: bytes.length, verified: false });
  } catch (error) {
    onKeptInMemory?.(error);
  }
  return new Blob([bytes], { type: 'application/json' });
}

async function openWeights(file: string, context: Context): Promise<RemoteFile> {
  const { repository, options } = context;
  const listed = repository.files?.get(file);
  const shelf = await shelfOf(file, context);
  const size = shelf.facts?.size ?? listed?.bytes ?? (await askForSize(file, context));
  const name = `${file} of ${repository.repo}`;
  await options.confirm?.({
    repo: repository.repo,
    revision: repository.revision,
    licence: repository.licence,
    weightBytes: size,
    missingBytes: size - byteCount(shelf.ranges),
  });
  return createRemoteFile({
    name,
    size,
    sha256: listed?.sha256,
    shelf,
    request: (range, signal) =>
      options.client.request({ path: pathOf(file, repository), what: name, range, signal }),
    createHash: options.createHash,
    sleep: options.sleep,
    onProgress: (progress) => options.onProgress?.([{ file, ...progress }]),
    ...(options.onKeptInMemory && { onKeptInMemory: options.onKeptInMemory }),
  });
}

/** Where the server lists no files: by a request without a body, then by one of a single byte. */
async function askForSize(file: string, context: Context): Promise<number> {
  const { client, signal } = context.options;
  const path = pathOf(file, context.repository);
  const what = `${file} of ${context.repository.repo}`;
  const head = await client.request({ path, what, method: 'HEAD', signal }, { missing: true });
  if (head.status === 404) throw missing(file, context);
  const size = statedSize(head);
  if (size !== undefined && size > 0) return size;
  const answer = await client.request({ path, what, range: { begin: 0, end: 1 }, signal });
  const stated = statedSize(answer);
  await answer.body?.cancel();
  if (stated !== undefined) return stated;
  throw new InputError(`${hubHost(client.address)} does not say how large ${what} is, so it cannot be read.`);
}

function missing(file: string, { repository, options }: Context): InputError {
  return new InputError(
    `${hubHost(options.client.address)} has no ${file} for ${repository.repo} at ${repository.revision} (HTTP 404). Check the name and the revision.`,
  );
}

function tooLong(file: string, repo: string, bytes: NonNullable<RepositoryFile['bytes']>): InputError {
  return new InputError(
    `${file} of ${repo} has ${bytes} bytes; the limit for a JSON file is ${maxTextBytes}. It is not what it should be.`,
  );
}

import * as words from '#words/hub/download.ts';
import { parseShardIndex, shardIndexName } from '../core/checkpoint/shards.ts';
import { InputError } from '../core/input-error.ts';
import { byteCount } from './byte-ranges.ts';
import {
  type CheckpointChoice,
  type Companion,
  chooseCheckpoint,
  describeLack,
  unlistedChoice,
} from './checkpoint-choice.ts';
import type { CheckpointFiles } from './checkpoint-files.ts';
import { hubHost } from './hub-address.ts';
import type { HubClient } from './hub-client.ts';
import type { FileShelf, HubStore } from './hub-store.ts';
import type { ModelReference } from './model-reference.ts';
import { statedSize } from './range-answer.ts';
import { createRangeRequest } from './range-requests.ts';
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
  /** For a file of so many bytes. */
  readonly createHash: (size: number) => Sha256;
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
  /** One file, or all shards of one. */
  readonly weights: readonly RemoteFile[];
}

/** JSON files beyond this are something else. */
const maxTextBytes = 32_000_000;

/** Finds a model's files on a hub and fetches the small ones. Throws InputError where that cannot be done. */
export async function openHubModel(reference: ModelReference, options: HubModelOptions): Promise<HubModel> {
  const { client, store, signal } = options;
  const repository = await readRepository(reference, { client, store, signal });
  const context = { repository, options };
  const chosen = await choose(context);
  const config = await readText(chosen.config, context);
  if (config === undefined) throw missing(chosen.config, context);
  const companions = await readCompanions(chosen, context);
  const weights = await openWeights(chosen.weights, context);
  const [first, ...otherShards] = weights;
  return {
    repository,
    weights,
    files: {
      name: reference.repo.slice(reference.repo.indexOf('/') + 1),
      config,
      weights: first!,
      ...(otherShards.length > 0 && { otherShards }),
      ...companions,
    },
  };
}

/** @throws InputError naming what was found instead of a checkpoint. */
async function choose(context: Context): Promise<CheckpointChoice> {
  const { files, repo } = context.repository;
  if (files === undefined) return unlistedChoice;
  const names = new Set(files.keys());
  const chosen = await chooseCheckpoint(
    names,
    async () => (await readText('config.json', context))?.text() ?? '',
  );
  if (chosen) return chosen;
  const { what, advice } = describeLack(names);
  throw new InputError(words.notOpened(repo, what, advice));
}

async function readCompanions(
  { companions }: CheckpointChoice,
  context: Context,
): Promise<Partial<Record<Companion, Blob>>> {
  const read = Object.entries(companions).map(
    async ([role, file]) => [role, await readText(file, context)] as const,
  );
  return Object.fromEntries((await Promise.all(read)).filter(([, blob]) => blob !== undefined));
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
    { path: pathOf(file, repository), what: words.fileOf(file, repository.repo), signal },
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

async function openWeights(file: string, context: Context): Promise<RemoteFile[]> {
  const { repository, options } = context;
  const names = file === shardIndexName ? await readShardNames(context) : [file];
  const found = await Promise.all(names.map((name) => measure(name, context)));
  await options.confirm?.({
    repo: repository.repo,
    revision: repository.revision,
    licence: repository.licence,
    weightBytes: found.reduce((sum, { size }) => sum + size, 0),
    missingBytes: found.reduce((sum, { size, shelf }) => sum + size - byteCount(shelf.ranges), 0),
  });
  const progress = new Map<string, NamedProgress>();
  return found.map(({ name, size, shelf }) =>
    createRemoteFile({
      name: words.fileOf(name, repository.repo),
      size,
      sha256: repository.files?.get(name)?.sha256,
      shelf,
      request: createRangeRequest(options.client, {
        path: pathOf(name, repository),
        what: words.fileOf(name, repository.repo),
      }),
      createHash: options.createHash,
      sleep: options.sleep,
      onProgress(now) {
        progress.set(name, { file: name, ...now });
        options.onProgress?.([...progress.values()]);
      },
      ...(options.onKeptInMemory && { onKeptInMemory: options.onKeptInMemory }),
    }),
  );
}

async function readShardNames(context: Context): Promise<string[]> {
  const index = await readText(shardIndexName, context);
  if (index === undefined) throw missing(shardIndexName, context);
  return parseShardIndex(await index.text(), words.fileOf(shardIndexName, context.repository.repo));
}

async function measure(name: string, context: Context) {
  const shelf = await shelfOf(name, context);
  const listedBytes = context.repository.files?.get(name)?.bytes;
  return { name, shelf, size: shelf.facts?.size ?? listedBytes ?? (await askForSize(name, context)) };
}

/** Where the server lists no files: by a request without a body, then by one of a single byte. */
async function askForSize(file: string, context: Context): Promise<number> {
  const { client, signal } = context.options;
  const path = pathOf(file, context.repository);
  const what = words.fileOf(file, context.repository.repo);
  const head = await client.request({ path, what, method: 'HEAD', signal }, { missing: true });
  if (head.status === 404) throw missing(file, context);
  const size = statedSize(head);
  if (size !== undefined && size > 0) return size;
  const answer = await client.request({ path, what, range: { begin: 0, end: 1 }, signal });
  const stated = statedSize(answer);
  await answer.body?.cancel();
  if (stated !== undefined) return stated;
  throw new InputError(words.noSize(hubHost(client.address), what));
}

function missing(file: string, { repository, options }: Context): InputError {
  const { repo, revision } = repository;
  return new InputError(words.noFile(hubHost(options.client.address), { file, repo, revision }));
}

function tooLong(file: string, repo: string, bytes: NonNullable<RepositoryFile['bytes']>): InputError {
  return new InputError(words.tooLong(words.fileOf(file, repo), bytes, maxTextBytes));
}

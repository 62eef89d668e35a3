import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as words from '#words/cli/progress.ts';
import type { ByteRange, ByteSource } from '../core/checkpoint/byte-source.ts';
import type { CheckpointSource } from '../engine/engine.ts';
import { downloadModel } from '../hub/download.ts';
import { PUBLIC_HUB, parseHubAddress } from '../hub/hub-address.ts';
import type { NamedProgress } from '../hub/hub-model.ts';
import { parseModelReference, repositoryId } from '../hub/model-reference.ts';
import type { RemoteFile } from '../hub/remote-file.ts';
import { cacheFolder, createFolderStore, createNodeSha256 } from './cache-folder.ts';
import { checkpointFiles, openModelFolder } from './model-folder.ts';
import type { Surroundings } from './surroundings.ts';

/** Which model a command was asked to run: a folder, or `OWNER/NAME[@REVISION]` of a hub. */
export interface NamedModel {
  readonly model: string;
  readonly hub: string | undefined;
}

/** A model's files. */
export interface ModelSource {
  readonly source: CheckpointSource;
  /** Paths that the command must not overwrite. */
  readonly files: readonly string[];
  /** Resolves when all that the opened model reads is here and, where the hub gives a hash, has proved right. */
  whole(): Promise<void>;
  /** Stops what is still downloading. */
  close(): void;
}

/** Finds a model's files in a folder or, where there is none of that name, on a hub. @throws InputError */
export async function openModelSource(named: NamedModel, around: Surroundings): Promise<ModelSource> {
  const folder = resolve(around.workingFolder, named.model);
  const isOfHub =
    repositoryId.test(named.model.split('@')[0]!) &&
    (await stat(folder).catch(() => undefined)) === undefined;
  if (isOfHub) return openFromHub(named, around);
  return {
    source: await openModelFolder(folder, named.model),
    files: checkpointFiles(folder),
    whole: async () => {},
    close: () => {},
  };
}

async function openFromHub({ model, hub }: NamedModel, around: Surroundings): Promise<ModelSource> {
  const { signal, progress } = around;
  const reference = parseModelReference(model);
  const address = parseHubAddress(hub ?? process.env.SINKSCOPE_HUB ?? PUBLIC_HUB);
  progress.show(words.lookingUp(model));
  const { files, weights } = await downloadModel(reference, {
    address,
    token: tokenFor(address),
    store: createFolderStore(cacheFolder()),
    createHash: createNodeSha256,
    signal,
    onProgress: (downloads) => progress.show(progressText(model, downloads)),
    onKeptInMemory: () => around.warn(words.keptInMemory(cacheFolder(), model)),
  });
  const stop = () => {
    for (const file of weights) file.pause();
  };
  signal.addEventListener('abort', stop, { once: true });
  const watched = weights.map(rememberLast);
  const [first, ...otherShards] = watched;
  return {
    source: { ...files, weights: first!.file, otherShards: otherShards.map(({ file }) => file) },
    files: [],
    async whole() {
      for (const { last } of watched) await last();
      progress.clear();
    },
    close() {
      signal.removeEventListener('abort', stop);
      stop();
    },
  };
}

/** A file whose `last` resolves when all that was expected has come, and its hash has proved right. */
function rememberLast(remote: RemoteFile): { file: ByteSource; last: () => Promise<unknown> } {
  let expected: readonly ByteRange[] = [];
  const file: ByteSource = {
    size: remote.size,
    slice: (begin, end) => remote.slice(begin, end),
    expect(stages) {
      expected = stages.flat();
      remote.expect(stages);
    },
  };
  const lastByte = ({ end }: ByteRange) => remote.slice(end - 1, end).arrayBuffer();
  return { file, last: () => Promise.all(expected.map(lastByte)) };
}

/** A token for the Hub itself is not sent to other servers. */
function tokenFor(address: string): string | undefined {
  const { SINKSCOPE_TOKEN, HF_TOKEN } = process.env;
  return SINKSCOPE_TOKEN || (address === PUBLIC_HUB ? HF_TOKEN : undefined) || undefined;
}

function progressText(model: string, downloads: readonly NamedProgress[]): string {
  const megabytes = downloads.map(({ file, loadedBytes, totalBytes }) => {
    return { file, loaded: loadedBytes / 1e6, total: totalBytes / 1e6 };
  });
  return words.downloading(model, megabytes);
}

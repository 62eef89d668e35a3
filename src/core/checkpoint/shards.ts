import * as v from 'valibot';
import * as words from '#words/core/weight-files.ts';
import { InputError } from '../input-error.ts';
import type { ByteSource } from './byte-source.ts';
import { parseFields, parseJsonObject } from './config-schema.ts';
import { openSafetensors, type SafetensorsFile, type TensorEntry } from './safetensors.ts';

/** The file that lists a checkpoint's shards. */
export const shardIndexName = 'model.safetensors.index.json';

// Far more than any checkpoint has; each is opened.
const maxShards = 1000;

const schema = v.object({ weight_map: v.record(v.string(), v.string()) });

/**
 * The names of a checkpoint's files of weights, in order, by its index.
 * @throws InputError if the file is no index or names something else than safetensors files beside it.
 */
export function parseShardIndex(text: string, file = shardIndexName): string[] {
  const { weight_map: files } = parseFields(schema, parseJsonObject(text, file), file);
  const names = [...new Set(Object.values(files))].sort();
  if (names.length === 0) throw new InputError(words.emptyIndex(file));
  if (names.length > maxShards) {
    throw new InputError(words.tooManyShards(file, names.length, maxShards));
  }
  const wrong = names.find((name) => !/^[^/\\]+\.safetensors$/.test(name));
  if (wrong === undefined) return names;
  throw new InputError(words.foreignShard(file, wrong));
}

/** Opens the files of a checkpoint's weights as one. @throws InputError naming the file that is at fault. */
export async function openWeights(
  sources: readonly ByteSource[],
  name = 'model.safetensors',
): Promise<SafetensorsFile> {
  const [only] = sources;
  if (only && sources.length === 1) return openSafetensors(only, name);
  const tensors = new Map<string, TensorEntry>();
  for (const [i, source] of sources.entries()) {
    const shard = words.shard(name, i + 1, sources.length);
    for (const [tensor, entry] of (await openSafetensors(source, shard)).tensors) {
      if (tensors.has(tensor)) throw new InputError(words.doubleTensor(shard, tensor));
      tensors.set(tensor, entry);
    }
  }
  return { name, tensors, metadata: {} };
}

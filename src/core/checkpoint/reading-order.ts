import type { ByteRange, ByteSource, ReadingStage } from './byte-source.ts';
import type { Checkpoint } from './checkpoint.ts';
import { verifyEmbeddingTables } from './embedding-tables.ts';
import type { TensorEntry } from './safetensors.ts';
import { type ModelPart, sourceOf } from './weights.ts';

/**
 * The bytes of a verified checkpoint in the order in which its model reads them, for each of its files: a stage for
 * each group of parts, the embedding's tables with the first. Within a stage they are in the order of the file, joined
 * where they touch; no byte is named twice.
 */
export function readingOrder(
  checkpoint: Checkpoint,
  groups: readonly (readonly ModelPart[])[],
): ReadonlyMap<ByteSource, readonly ReadingStage[]> {
  const named = new Set<string>();
  const order = new Map<ByteSource, ReadingStage[]>();
  const tables = verifyEmbeddingTables(checkpoint);
  groups.forEach((parts, i) => {
    const weights = parts.flatMap(({ program, names }) =>
      program.weights.map(({ name }) => sourceOf(names, name).tensor),
    );
    const fresh = new Set([...(i === 0 ? tables : []), ...weights].filter((tensor) => !named.has(tensor)));
    for (const tensor of fresh) named.add(tensor);
    const entries = [...fresh].map((tensor) => checkpoint.file.tensors.get(tensor)!);
    for (const source of new Set(entries.map((entry) => entry.source))) {
      const stages = order.get(source) ?? [];
      stages.push(joined(entries.filter((entry) => entry.source === source)));
      order.set(source, stages);
    }
  });
  return order;
}

function joined(entries: readonly TensorEntry[]): ByteRange[] {
  const result: ByteRange[] = [];
  for (const { begin, end } of [...entries].sort((a, b) => a.begin - b.begin)) {
    const last = result.at(-1);
    if (last?.end === begin) result[result.length - 1] = { begin: last.begin, end };
    else if (end > begin) result.push({ begin, end });
  }
  return result;
}

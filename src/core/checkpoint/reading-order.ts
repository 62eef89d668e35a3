import type { ByteRange, ByteSource } from './byte-source.ts';
import type { Checkpoint } from './checkpoint.ts';
import { verifyEmbeddingTables } from './embedding-tables.ts';
import type { TensorEntry } from './safetensors.ts';
import { type ModelPart, sourceOf } from './weights.ts';

/**
 * The bytes of a verified checkpoint in the order in which its model reads them, for each of its files: the
 * embedding's tables, then every part in turn. Within a part they are in the order of the file, joined where they
 * touch; no byte is named twice.
 */
export function readingOrder(
  checkpoint: Checkpoint,
  parts: readonly ModelPart[],
): ReadonlyMap<ByteSource, readonly ByteRange[]> {
  const named = new Set<string>();
  const order = new Map<ByteSource, ByteRange[]>();
  const add = (tensors: readonly string[]) => {
    const fresh = new Set(tensors.filter((tensor) => !named.has(tensor)));
    for (const tensor of fresh) named.add(tensor);
    const entries = [...fresh].map((tensor) => checkpoint.file.tensors.get(tensor)!);
    for (const source of new Set(entries.map((entry) => entry.source))) {
      const ranges = order.get(source) ?? [];
      ranges.push(...joined(entries.filter((entry) => entry.source === source)));
      order.set(source, ranges);
    }
  };
  add(verifyEmbeddingTables(checkpoint));
  for (const { program, names } of parts) {
    add(program.weights.map(({ name }) => sourceOf(names, name).tensor));
  }
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

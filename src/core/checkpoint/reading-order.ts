import type { ByteRange } from './byte-source.ts';
import { type Checkpoint, embeddingTables, type ModelPart } from './checkpoint.ts';

/**
 * The bytes of a verified checkpoint in the order in which its model reads them: the embedding's tables, then every
 * part in turn. Within a part they are in the order of the file, joined where they touch; no byte is named twice.
 */
export function readingOrder(checkpoint: Checkpoint, parts: readonly ModelPart[]): ByteRange[] {
  const named = new Set<string>();
  const ranges: ByteRange[] = [];
  const add = (tensors: readonly string[]) => {
    const fresh = new Set(tensors.filter((tensor) => !named.has(tensor)));
    for (const tensor of fresh) named.add(tensor);
    ranges.push(...joined([...fresh].map((tensor) => checkpoint.file.tensors.get(tensor)!)));
  };
  add(Object.values(embeddingTables(checkpoint)).map(({ tensor }) => tensor));
  for (const { program, names } of parts) add(program.weights.map(({ name }) => names[name]!.tensor));
  return ranges;
}

function joined(ranges: readonly ByteRange[]): ByteRange[] {
  const result: ByteRange[] = [];
  for (const { begin, end } of [...ranges].sort((a, b) => a.begin - b.begin)) {
    const last = result.at(-1);
    if (last?.end === begin) result[result.length - 1] = { begin: last.begin, end };
    else if (end > begin) result.push({ begin, end });
  }
  return result;
}

import type { Checkpoint } from './checkpoint.ts';

/** The bytes that a first prompt reads of a checkpoint's text tower, the few words of its vocabulary aside; undefined without one. */
export function textTowerBytes({ file, spec, blueprint }: Checkpoint): number | undefined {
  const { text } = blueprint;
  if (!text || !spec.text) return undefined;
  const blocks = Array.from({ length: spec.text.depth }, (_, layer) => text.block(layer));
  const tensors = new Set(
    [...blocks, text.head].flatMap((names) => Object.values(names).map(({ tensor }) => tensor)),
  );
  return [...tensors].reduce((bytes, tensor) => {
    const entry = file.tensors.get(tensor);
    return bytes + (entry ? entry.end - entry.begin : 0);
  }, 0);
}

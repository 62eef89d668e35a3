import { normalNumbers } from '../tensor/random-numbers.ts';
import type { Registers } from './registers.ts';

/** Appends test-time registers to embedded tokens [tokens, width], of which `patches` is the range of the patches. */
export function appendRegisters(
  tokens: Float32Array,
  { count, init, seed }: Registers,
  { width, patches }: { width: number; patches: { begin: number; end: number } },
): Float32Array {
  const result = new Float32Array(tokens.length + count * width);
  result.set(tokens);
  if (init === 'zeros') return result;
  const patchRows = tokens.subarray(patches.begin * width, patches.end * width);
  const random = normalNumbers(seed);
  for (let register = 0; register < count; register++) {
    const values = init === 'mean' ? meanRow(patchRows, width) : randomRow(patchRows, width, random);
    result.set(values, tokens.length + register * width);
  }
  return result;
}

function meanRow(rows: Float32Array, width: number): Float32Array {
  const sum = new Float64Array(width);
  for (let i = 0; i < rows.length; i++) sum[i % width] = sum[i % width]! + rows[i]!;
  return Float32Array.from(sum, (total) => total / (rows.length / width));
}

/** A normal vector as long as the patches are on average. */
function randomRow(rows: Float32Array, width: number, random: () => number): Float32Array {
  let norms = 0;
  for (let begin = 0; begin < rows.length; begin += width)
    norms += Math.hypot(...rows.subarray(begin, begin + width));
  const values = Float32Array.from({ length: width }, random);
  const scale = norms / (rows.length / width) / Math.hypot(...values);
  return values.map((value) => value * scale);
}

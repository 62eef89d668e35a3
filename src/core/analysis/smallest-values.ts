/** Counts of values by their upper or lower 16 bits. */
const BINS = 2 ** 16;

/** Finds the k-th smallest of many values that come in parts, without holding them together. */
export interface SmallestValues {
  /** Counts a part in the current pass. Values are not negative. */
  count(part: Float32Array): void;
  /** Ends the pass: undefined while another one over the same values is needed, then the value. */
  next(): number | undefined;
}

/**
 * Selection by radix, exact in two passes: bits of F32 numbers that are not negative order as the numbers do. `rank`
 * counts from 1.
 */
export function smallestValues(rank: number): SmallestValues {
  let upper: number | undefined;
  let left = rank;
  let counts = new Uint32Array(BINS);
  return {
    count(part) {
      const bits = new Uint32Array(part.buffer, part.byteOffset, part.length);
      if (upper === undefined) for (const word of bits) counts[word >>> 16]!++;
      else for (const word of bits) if (word >>> 16 === upper) counts[word & 0xffff]!++;
    },
    next() {
      let bin = 0;
      while (bin < BINS - 1 && counts[bin]! < left) left -= counts[bin++]!;
      counts = new Uint32Array(BINS);
      if (upper === undefined) {
        upper = bin;
        return undefined;
      }
      return new Float32Array(Uint32Array.of(((upper << 16) | bin) >>> 0).buffer)[0]!;
    },
  };
}

import { patchValues, prefixCount, specialTokens, type TokenLayout } from '../vit/token-layout.ts';

/** One of the nine equal fields of the frame: 0 is the upper third, or the left one. */
export interface FrameField {
  readonly down: number;
  readonly across: number;
  /** Of the map's sum over all tokens, in [0, 1]; 0 where the map has no mass. */
  readonly share: number;
  /** Over the field's patches. */
  readonly mean: number;
}

/** One patch of a map. */
export interface PlacedPatch {
  readonly row: number;
  readonly column: number;
  readonly token: number;
  readonly value: number;
}

/** Where the values of a map lie: what its picture says, as numbers. */
export interface MapPlaces {
  /** The fields that hold a patch, row by row. A patch belongs to the field of its centre. */
  readonly fields: readonly FrameField[];
  /** The largest patches, largest first, earlier ones first where some are equal. NaN is left out. */
  readonly largest: readonly PlacedPatch[];
  /** Each special token's share of the sum over all tokens, in sequence order. */
  readonly special: readonly { readonly token: number; readonly share: number }[];
  /** The share of the marked patches. */
  readonly markedShare: number;
  /** Whether no field holds much more than its area would. */
  readonly isEven: boolean;
}

const THIRDS = 3;
const LARGEST = 3;
/** A field that holds this many times what its area would stands out. */
const STANDS_OUT = 1.25;

/**
 * Where a map's values [tokens] lie in the frame; `marked` are patches, counted row by row, whose share is asked for.
 * Shares are of the sum over all tokens and mean something for values that are never negative alone.
 */
export function mapPlaces(
  layout: TokenLayout,
  tokens: Float32Array,
  marked: readonly number[] = [],
): MapPlaces {
  const values = patchValues(layout, tokens);
  const total = sum(tokens);
  const shareOf = (mass: number) => (total > 0 ? mass / total : 0);
  const patchMass = sum(values);
  const sums = fieldSums(layout, values);
  const isEven =
    patchMass <= 0 ||
    sums.every(({ mass, patches }) => mass / patchMass <= (STANDS_OUT * patches) / values.length);
  return {
    fields: sums.map(({ down, across, mass, patches }) => ({
      down,
      across,
      share: shareOf(mass),
      mean: mass / patches,
    })),
    largest: largestPatches(layout, values),
    special: specialTokens(layout).map((token) => ({ token, share: shareOf(tokens[token]!) })),
    markedShare: shareOf(marked.reduce((mass, patch) => mass + (values[patch] ?? 0), 0)),
    isEven,
  };
}

interface FieldSum {
  readonly down: number;
  readonly across: number;
  mass: number;
  patches: number;
}

function fieldSums({ rows, columns }: TokenLayout, values: Float32Array): FieldSum[] {
  const sums: FieldSum[] = Array.from({ length: THIRDS * THIRDS }, (_, field) => ({
    down: Math.floor(field / THIRDS),
    across: field % THIRDS,
    mass: 0,
    patches: 0,
  }));
  for (let patch = 0; patch < values.length; patch++) {
    const down = third(Math.floor(patch / columns), rows);
    const field = sums[down * THIRDS + third(patch % columns, columns)]!;
    field.mass += values[patch]!;
    field.patches++;
  }
  return sums.filter(({ patches }) => patches > 0);
}

/** The third in which the centre of a row or column lies. */
function third(index: number, count: number): number {
  return Math.floor((THIRDS * (index + 0.5)) / count);
}

function largestPatches(layout: TokenLayout, values: Float32Array): PlacedPatch[] {
  const best: number[] = [];
  for (let patch = 0; patch < values.length; patch++) {
    const value = values[patch]!;
    if (Number.isNaN(value) || (best.length === LARGEST && !(value > values[best[LARGEST - 1]!]!))) continue;
    const place = best.findIndex((other) => value > values[other]!);
    best.splice(place < 0 ? best.length : place, 0, patch);
    best.length = Math.min(best.length, LARGEST);
  }
  const first = prefixCount(layout);
  return best.map((patch) => ({
    row: Math.floor(patch / layout.columns),
    column: patch % layout.columns,
    token: first + patch,
    value: values[patch]!,
  }));
}

function sum(values: Float32Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

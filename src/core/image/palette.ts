import {
  interpolateCividis,
  interpolateInferno,
  interpolateMagma,
  interpolateRdBu,
  interpolateViridis,
} from 'd3-scale-chromatic';

/** `blue-red` diverges (blue below, white in the middle, red above); the others are sequential. */
export type PaletteName = 'cividis' | 'viridis' | 'magma' | 'inferno' | 'grey' | 'blue-red';

export const sequentialPalettes: readonly PaletteName[] = ['cividis', 'viridis', 'magma', 'inferno', 'grey'];

const interpolators: Record<PaletteName, (t: number) => string> = {
  cividis: interpolateCividis,
  viridis: interpolateViridis,
  magma: interpolateMagma,
  inferno: interpolateInferno,
  grey: (t) => `rgb(${Math.round(t * 255)}, ${Math.round(t * 255)}, ${Math.round(t * 255)})`,
  'blue-red': (t) => interpolateRdBu(1 - t),
};

const tables = new Map<PaletteName, Uint8Array>();

/** The colours of a palette from low to high, 8-bit RGB [256, 3]. Built from d3-scale-chromatic on first use. */
export function paletteTable(name: PaletteName): Uint8Array {
  let table = tables.get(name);
  if (!table) {
    table = new Uint8Array(256 * 3);
    for (let i = 0; i < 256; i++) table.set(parseColour(interpolators[name](i / 255)), i * 3);
    tables.set(name, table);
  }
  return table;
}

/** Reads `#rrggbb` and `rgb(r, g, b)`, the two forms that d3's interpolators give. */
function parseColour(colour: string): number[] {
  const hex = /^#(..)(..)(..)$/.exec(colour);
  if (hex) return hex.slice(1).map((part) => Number.parseInt(part, 16));
  return (colour.match(/\d+/g) ?? []).map(Number);
}

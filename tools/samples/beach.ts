import { cellValue } from './noise.ts';

/** A heap of pebbles baked into a height map, and which pebble lies uppermost where. */
export interface Beach {
  height(x: number, z: number): number;
  /** Number of the uppermost pebble, from 1; 0 is bare sand. */
  stone(x: number, z: number): number;
}

/** The baked rectangle, and the side of one cell, in scene units. */
interface BeachArea {
  readonly minX: number;
  readonly maxX: number;
  readonly minZ: number;
  readonly maxZ: number;
  readonly cell: number;
}

interface Pebble {
  readonly x: number;
  readonly z: number;
  readonly length: number;
  readonly breadth: number;
  readonly thickness: number;
  readonly base: number;
  readonly angle: number;
  readonly tiltX: number;
  readonly tiltZ: number;
  readonly squareness: number;
}

/** Sizes of pebbles, largest first: how many are tried, and how close two centres of a size may be, in radii. */
const layers = [
  { tries: 2000, radius: 0.31, spacing: 1.75, base: 0.05, apart: true },
  { tries: 5000, radius: 0.19, spacing: 1.35, base: 0.03, apart: true },
  { tries: 12000, radius: 0.11, spacing: 1.1, base: 0.02, apart: true },
  { tries: 40000, radius: 0.06, spacing: 0, base: 0, apart: false },
] as const;

function placePebbles(area: BeachArea): readonly Pebble[] {
  const placed: Pebble[] = [];
  layers.forEach((layer, k) => {
    const rivals: Pebble[] = [];
    for (let i = 0; i < layer.tries; i++) {
      const draw = (salt: number): number => cellValue(i, k, salt);
      const x = area.minX + (area.maxX - area.minX) * draw(1);
      const z = area.minZ + (area.maxZ - area.minZ) * draw(2);
      const gap = (layer.radius * layer.spacing) ** 2;
      if (rivals.some((p) => (p.x - x) ** 2 + (p.z - z) ** 2 < gap)) continue;
      const radius = layer.radius * (0.72 + 0.5 * draw(3));
      const pebble = {
        x,
        z,
        length: radius * (1.05 + 0.3 * draw(4)),
        breadth: radius * (0.7 + 0.3 * draw(5)),
        thickness: radius * (0.4 + 0.3 * draw(6)),
        base: layer.base * (0.4 + 0.8 * draw(7)),
        angle: Math.PI * draw(8),
        tiltX: 0.13 * (draw(9) - 0.5),
        tiltZ: 0.13 * (draw(10) - 0.5),
        squareness: 2 + 0.9 * draw(11),
      };
      placed.push(pebble);
      if (layer.apart) rivals.push(pebble);
    }
  });
  return placed;
}

/** Bakes a beach; the same area gives the same pebbles. */
export function createBeach(area: BeachArea): Beach {
  const columns = Math.ceil((area.maxX - area.minX) / area.cell);
  const rows = Math.ceil((area.maxZ - area.minZ) / area.cell);
  const heights = new Float32Array(columns * rows);
  const owners = new Int32Array(columns * rows);
  const grid = { area, columns, rows, heights, owners };
  placePebbles(area).forEach((pebble, i) => {
    stampPebble(grid, pebble, i + 1);
  });
  const clampColumn = (x: number): number =>
    Math.min(columns - 1.001, Math.max(0, (x - area.minX) / area.cell));
  const clampRow = (z: number): number => Math.min(rows - 1.001, Math.max(0, (z - area.minZ) / area.cell));
  return {
    height(x, z) {
      const u = clampColumn(x);
      const v = clampRow(z);
      const i = Math.floor(u);
      const j = Math.floor(v);
      const at = j * columns + i;
      const top = heights[at]! + (heights[at + 1]! - heights[at]!) * (u - i);
      const low = heights[at + columns]! + (heights[at + columns + 1]! - heights[at + columns]!) * (u - i);
      return top + (low - top) * (v - j);
    },
    stone: (x, z) => owners[Math.round(clampRow(z)) * columns + Math.round(clampColumn(x))]!,
  };
}

interface Grid {
  readonly area: BeachArea;
  readonly columns: number;
  readonly rows: number;
  readonly heights: Float32Array;
  readonly owners: Int32Array;
}

function stampPebble(grid: Grid, pebble: Pebble, number: number): void {
  const { area, columns, rows } = grid;
  const cos = Math.cos(pebble.angle);
  const sin = Math.sin(pebble.angle);
  const reach = pebble.length;
  const fromX = Math.max(0, Math.floor((pebble.x - reach - area.minX) / area.cell));
  const toX = Math.min(columns - 1, Math.ceil((pebble.x + reach - area.minX) / area.cell));
  const fromZ = Math.max(0, Math.floor((pebble.z - reach - area.minZ) / area.cell));
  const toZ = Math.min(rows - 1, Math.ceil((pebble.z + reach - area.minZ) / area.cell));
  for (let j = fromZ; j <= toZ; j++) {
    for (let i = fromX; i <= toX; i++) {
      const x = area.minX + i * area.cell - pebble.x;
      const z = area.minZ + j * area.cell - pebble.z;
      const u = Math.abs((cos * x + sin * z) / pebble.length);
      const v = Math.abs((cos * z - sin * x) / pebble.breadth);
      const r = u ** pebble.squareness + v ** pebble.squareness;
      if (r >= 1) continue;
      const dome = pebble.thickness * Math.sqrt(1 - r);
      const height = pebble.base + dome + pebble.tiltX * x + pebble.tiltZ * z;
      const at = j * columns + i;
      if (height <= grid.heights[at]!) continue;
      grid.heights[at] = height;
      grid.owners[at] = number;
    }
  }
}

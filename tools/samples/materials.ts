import { cellValue, fbm2, fbm3, noise2, noise3, scatter3 } from './noise.ts';
import type { Surface } from './scene.ts';
import { mix, saturate, smoothstep } from './sdf.ts';

/** Sets the colour of a surface. */
export function paint(out: Surface, r: number, g: number, b: number): void {
  out.r = r;
  out.g = g;
  out.b = b;
}

/** Sets the sheen of a surface. */
export function polish(out: Surface, roughness: number, reflectance: number): void {
  out.roughness = roughness;
  out.reflectance = reflectance;
}

/** Leans the normal of a level surface by slopes along x and z. */
export function leanLevel(out: Surface, slopeX: number, slopeZ: number): void {
  const scale = 1 / Math.sqrt(1 + slopeX * slopeX + slopeZ * slopeZ);
  out.nx = -slopeX * scale;
  out.ny = scale;
  out.nz = -slopeZ * scale;
}

/** Leans any normal by noise of a given size and depth. */
export function roughen(
  out: Surface,
  x: number,
  y: number,
  z: number,
  frequency: number,
  depth: number,
): void {
  const px = x * frequency;
  const py = y * frequency;
  const pz = z * frequency;
  const nx = out.nx + depth * (noise3(px, py, pz) - 0.5);
  const ny = out.ny + depth * (noise3(px + 31.4, py, pz) - 0.5);
  const nz = out.nz + depth * (noise3(px, py + 47.1, pz) - 0.5);
  const scale = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz);
  out.nx = nx * scale;
  out.ny = ny * scale;
  out.nz = nz * scale;
}

/** Oiled boards along x, `board` wide; dark and light are linear colours. */
export interface Wood {
  readonly board: number;
  readonly dark: readonly [number, number, number];
  readonly light: readonly [number, number, number];
}

/** Fills a level surface with wood: boards, growth rings, pores and a satin finish. */
export function wood(out: Surface, x: number, z: number, kind: Wood): void {
  const board = Math.floor(z / kind.board);
  const inside = z / kind.board - board;
  const shift = cellValue(board, 3, 1) * 40;
  const warp = fbm2(x * 0.35 + shift, z * 1.2, 3, board) * 2.4;
  const rings = 0.5 + 0.5 * Math.sin((z * 5 + warp * 3.2 + shift) * 4.2);
  const fibre = fbm2(x * 2.2 + shift, z * 46, 3, 11 + board);
  const pores = smoothstep(0.62, 0.8, noise2(x * 5 + shift, z * 120, 5));
  const tone = saturate(0.15 + 0.42 * rings * fbm2(x * 0.6, z * 3, 2, 2) + 0.55 * fibre);
  const gap = smoothstep(0, 0.02, Math.min(inside, 1 - inside));
  const tint = (0.8 + 0.4 * cellValue(board, 9, 2)) * (1 - 0.3 * pores) * mix(0.25, 1, gap);
  paint(
    out,
    mix(kind.dark[0], kind.light[0], tone) * tint,
    mix(kind.dark[1], kind.light[1], tone) * tint,
    mix(kind.dark[2], kind.light[2], tone) * tint,
  );
  leanLevel(out, 0, (fibre - 0.5) * 0.09 + (gap < 1 ? (inside < 0.5 ? 0.4 : -0.4) * (1 - gap) : 0));
  polish(out, 0.36 + 0.15 * fibre, 0.035);
}

/** Fills a surface with lime plaster: trowelled clouds and fine grain around one linear colour. */
export function plaster(out: Surface, u: number, v: number, color: readonly [number, number, number]): void {
  const cloud = fbm2(u * 0.7 + 3.1, v * 0.7, 5, 21);
  const grain = noise2(u * 38, v * 38, 4);
  const tone = 0.9 + 0.22 * (cloud - 0.5) + 0.035 * (grain - 0.5);
  paint(out, color[0] * tone, color[1] * tone, color[2] * tone);
}

/** Round specks of uneven size: 1 between them, 0 inside. */
export function specks(x: number, y: number, z: number, frequency: number, size: number): number {
  const uneven = size * (0.4 + 1.2 * fbm3(x * 3, y * 3, z * 3, 2));
  return smoothstep(uneven * 0.7, uneven * 1.15, scatter3(x * frequency, y * frequency, z * frequency));
}

import type { RayKind, Rgb } from './scene.ts';
import { mix, smoothstep } from './sdf.ts';

type Direction = readonly [number, number, number];

/** Ray parameter of a table at y = 0 in front of a wall at z = `wallZ`, or Infinity. */
export function roomBackdrop(wallZ: number) {
  return (_ox: number, oy: number, oz: number, _dx: number, dy: number, dz: number): number => {
    const table = dy < 0 && oy > 0 ? -oy / dy : Number.POSITIVE_INFINITY;
    const wall = dz < 0 && oz > wallZ ? (wallZ - oz) / dz : Number.POSITIVE_INFINITY;
    return Math.min(table, wall);
  };
}

/** The room behind the camera: soft light from one side, and a paned window that glossy things reflect. */
interface Room {
  readonly windowTowards: Direction;
  /** Half width and half height of the window as tangents of the angle it is seen under. */
  readonly windowSize: readonly [number, number];
  readonly windowRadiance: number;
  readonly lit: Direction;
  readonly unlit: Direction;
}

/** Builds the environment of a room. */
export function createRoom(room: Room) {
  const length = Math.hypot(...room.windowTowards);
  const fx = room.windowTowards[0] / length;
  const fy = room.windowTowards[1] / length;
  const fz = room.windowTowards[2] / length;
  const side = Math.hypot(fx, fz);
  const rx = -fz / side;
  const rz = fx / side;
  const ux = -rz * fy;
  const uy = rz * fx - rx * fz;
  const uz = rx * fy;
  const pane = (dx: number, dy: number, dz: number): number => {
    const depth = dx * fx + dy * fy + dz * fz;
    if (depth <= 0.05) return 0;
    const u = Math.abs((dx * rx + dz * rz) / depth) / room.windowSize[0];
    const v = Math.abs((dx * ux + dy * uy + dz * uz) / depth) / room.windowSize[1];
    const inside = smoothstep(1.03, 0.97, u) * smoothstep(1.03, 0.97, v);
    const bars = smoothstep(0.03, 0.06, u) * smoothstep(0.02, 0.04, Math.abs(v - 0.3));
    return inside * bars;
  };
  return (dx: number, dy: number, dz: number, ray: RayKind, out: Rgb): void => {
    const towards = 0.5 + 0.5 * (dx * fx + dy * fy + dz * fz);
    const share = towards * towards;
    const glow = ray === 'mirror' ? pane(dx, dy, dz) * room.windowRadiance : 0;
    out.r = mix(room.unlit[0], room.lit[0], share) + glow;
    out.g = mix(room.unlit[1], room.lit[1], share) + glow;
    out.b = mix(room.unlit[2], room.lit[2], share) + glow * 1.04;
  };
}

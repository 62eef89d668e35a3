const SCALE = 1 / 4294967295;

function lattice(x: number, y: number, z: number): number {
  let h = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ Math.imul(z, 0x3c6ef372);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return ((h ^ (h >>> 15)) >>> 0) * SCALE;
}

/** A number in [0, 1] for a cell of a grid; `salt` picks one of many independent ones. */
export function cellValue(x: number, y: number, salt: number): number {
  return lattice(x, y, salt);
}

/** Smooth value noise in [0, 1], one feature a unit. */
export function noise3(x: number, y: number, z: number): number {
  const ix = Math.floor(x);
  const iy = Math.floor(y);
  const iz = Math.floor(z);
  const fx = x - ix;
  const fy = y - iy;
  const fz = z - iz;
  const u = fx * fx * fx * (fx * (fx * 6 - 15) + 10);
  const v = fy * fy * fy * (fy * (fy * 6 - 15) + 10);
  const w = fz * fz * fz * (fz * (fz * 6 - 15) + 10);
  const a = lattice(ix, iy, iz);
  const b = lattice(ix + 1, iy, iz);
  const c = lattice(ix, iy + 1, iz);
  const d = lattice(ix + 1, iy + 1, iz);
  const e = lattice(ix, iy, iz + 1);
  const f = lattice(ix + 1, iy, iz + 1);
  const g = lattice(ix, iy + 1, iz + 1);
  const h = lattice(ix + 1, iy + 1, iz + 1);
  const near = a + (b - a) * u + (c - a + (a - b - c + d) * u) * v;
  const far = e + (f - e) * u + (g - e + (e - f - g + h) * u) * v;
  return near + (far - near) * w;
}

/** Smooth value noise in the plane, in [0, 1]. */
export function noise2(x: number, y: number, salt = 0): number {
  const ix = Math.floor(x);
  const iy = Math.floor(y);
  const fx = x - ix;
  const fy = y - iy;
  const u = fx * fx * fx * (fx * (fx * 6 - 15) + 10);
  const v = fy * fy * fy * (fy * (fy * 6 - 15) + 10);
  const a = lattice(ix, iy, salt);
  const b = lattice(ix + 1, iy, salt);
  const c = lattice(ix, iy + 1, salt);
  const d = lattice(ix + 1, iy + 1, salt);
  return a + (b - a) * u + (c - a + (a - b - c + d) * u) * v;
}

/** Distance to the nearest of points scattered one a unit cell (Worley 1996). */
export function scatter3(x: number, y: number, z: number): number {
  const ix = Math.floor(x);
  const iy = Math.floor(y);
  const iz = Math.floor(z);
  let nearest = 9;
  for (let cz = iz - 1; cz <= iz + 1; cz++) {
    for (let cy = iy - 1; cy <= iy + 1; cy++) {
      for (let cx = ix - 1; cx <= ix + 1; cx++) {
        const dx = cx + lattice(cx, cy, cz) - x;
        const dy = cy + lattice(cx + 71, cy, cz) - y;
        const dz = cz + lattice(cx, cy + 71, cz) - z;
        nearest = Math.min(nearest, dx * dx + dy * dy + dz * dz);
      }
    }
  }
  return Math.sqrt(nearest);
}

/** Octaves of `noise3`, each half as strong and twice as fine, in [0, 1]. */
export function fbm3(x: number, y: number, z: number, octaves: number): number {
  let sum = 0;
  let weight = 0.5;
  let total = 0;
  let scale = 1;
  for (let i = 0; i < octaves; i++) {
    sum += weight * noise3(x * scale + i * 17.3, y * scale + i * 5.1, z * scale + i * 9.7);
    total += weight;
    weight *= 0.5;
    scale *= 2.03;
  }
  return sum / total;
}

/** Octaves of `noise2`, turned between octaves so that no grid shows, in [0, 1]. */
export function fbm2(x: number, y: number, octaves: number, salt = 0): number {
  let sum = 0;
  let weight = 0.5;
  let total = 0;
  let px = x;
  let py = y;
  for (let i = 0; i < octaves; i++) {
    sum += weight * noise2(px, py, salt + i);
    total += weight;
    weight *= 0.5;
    const turned = 1.62 * px - 1.21 * py;
    py = 1.21 * px + 1.62 * py;
    px = turned;
  }
  return sum / total;
}

import type { Camera } from './scene.ts';

/** A ray that is filled in place. */
export interface Ray {
  ox: number;
  oy: number;
  oz: number;
  dx: number;
  dy: number;
  dz: number;
}

/** Points a ray through (u, v) of the picture, v and u in [−1, 1] with u scaled by the aspect ratio. */
type Lens = (u: number, v: number, lensA: number, lensB: number, ray: Ray) => void;

/** A thin lens: the ray starts on the aperture and meets the plane of focus where the pinhole's ray would. */
export function createLens(camera: Camera): Lens {
  const [ex, ey, ez] = camera.eye;
  const [fx, fy, fz] = unit(camera.target[0] - ex, camera.target[1] - ey, camera.target[2] - ez);
  const [rx, ry, rz] = unit(-fz, 0, fx);
  const ux = ry * fz - rz * fy;
  const uy = rz * fx - rx * fz;
  const uz = rx * fy - ry * fx;
  const tangent = Math.tan((camera.fovDegrees * Math.PI) / 360);
  return (u, v, lensA, lensB, ray) => {
    const a = u * tangent;
    const b = v * tangent;
    const focus = camera.focusDistance;
    const px = ex + focus * (fx + a * rx + b * ux);
    const py = ey + focus * (fy + a * ry + b * uy);
    const pz = ez + focus * (fz + a * rz + b * uz);
    const radius = camera.apertureRadius * Math.sqrt(lensA);
    const angle = 2 * Math.PI * lensB;
    const la = radius * Math.cos(angle);
    const lb = radius * Math.sin(angle);
    ray.ox = ex + la * rx + lb * ux;
    ray.oy = ey + la * ry + lb * uy;
    ray.oz = ez + la * rz + lb * uz;
    const dx = px - ray.ox;
    const dy = py - ray.oy;
    const dz = pz - ray.oz;
    const scale = 1 / Math.sqrt(dx * dx + dy * dy + dz * dz);
    ray.dx = dx * scale;
    ray.dy = dy * scale;
    ray.dz = dz * scale;
  };
}

function unit(x: number, y: number, z: number): [number, number, number] {
  const scale = 1 / Math.hypot(x, y, z);
  return [x * scale, y * scale, z * scale];
}

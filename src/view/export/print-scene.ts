import type { Mark, Scene } from './scene.ts';
import { paintScene } from './scene-canvas.ts';

/** Pixels to the CSS pixel in print: 288 to the inch, the least that readers blend to no harm. */
const PRINT_SCALE = 3;

/**
 * A scene whose pictures are opaque and enlarged: what turns SVG into PDF often blends the pixels of a small picture
 * and rasterises what lies under a transparent one.
 */
export function printScene(scene: Scene): Scene {
  return { ...scene, marks: scene.marks.map((mark) => printMark(mark, scene.ground)) };
}

function printMark(mark: Mark, ground: string): Mark {
  if (mark.kind !== 'group' || !mark.name.startsWith('picture')) return mark;
  const [first] = mark.marks;
  if (first?.kind !== 'image') return mark;
  const { x, y, width, height } = first;
  const canvas = document.createElement('canvas');
  const marks = mark.marks.map((inner) => (inner.kind === 'image' ? { ...inner, x: 0, y: 0 } : inner));
  paintScene(canvas, { width, height, ground, marks }, PRINT_SCALE);
  const flat: Mark = { kind: 'image', x, y, width, height, raster: { canvas }, smooth: false };
  return { ...mark, marks: [flat] };
}

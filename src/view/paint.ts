import { mapPositions, type ScaledMap } from '../core/analysis/scaled-map.ts';
import { paintMap } from '../core/image/colour-map.ts';
import { type PaletteName, paletteTable } from '../core/image/palette.ts';
import { enlarge } from '../core/tensor/enlarge.ts';

/** Kept in memory: what a canvas holds on the GPU is gone when the GPU is lost, and these maps are small. */
const inMemory: CanvasRenderingContext2DSettings = { willReadFrequently: true };

const FULL_RANGE = { low: 0, high: 1 };

/** A smooth map is interpolated to about this many pixels a side; the browser does the rest. */
const SMOOTH_PX = 384;

/** One map of a grid of maps, and where it goes, in CSS pixels. */
export interface Cell {
  readonly map: ScaledMap;
  readonly x: number;
  readonly y: number;
}

/** What all cells of a grid of maps share. */
export interface CellShape {
  readonly rows: number;
  readonly columns: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Paints one map at one pixel per patch, or smoothly. The canvas takes the map's size; CSS scales it. */
export function paintStage(
  canvas: HTMLCanvasElement,
  map: ScaledMap,
  shape: { readonly rows: number; readonly columns: number },
  look: { readonly palette: PaletteName; readonly smooth: boolean },
): void {
  const factor = look.smooth ? Math.max(1, Math.floor(SMOOTH_PX / Math.max(shape.rows, shape.columns))) : 1;
  canvas.width = shape.columns * factor;
  canvas.height = shape.rows * factor;
  const context = canvas.getContext('2d', inMemory);
  if (!context) return;
  const image = context.createImageData(canvas.width, canvas.height);
  if (map.colours) enlargeColours(map.colours, shape, factor, image.data);
  else {
    const { values } = enlarge({ ...shape, values: mapPositions(map) }, factor);
    paintMap(values, FULL_RANGE, look.palette, image.data);
  }
  context.putImageData(image, 0, 0);
}

/** Enlarges each channel, the opacity among them. */
function enlargeColours(
  colours: Uint8ClampedArray,
  shape: { readonly rows: number; readonly columns: number },
  factor: number,
  pixels: Uint8ClampedArray,
): void {
  for (let channel = 0; channel < 4; channel++) {
    const values = Float32Array.from(
      { length: shape.rows * shape.columns },
      (_, patch) => colours[patch * 4 + channel]!,
    );
    const enlarged = enlarge({ ...shape, values }, factor).values;
    for (let i = 0; i < enlarged.length; i++) pixels[i * 4 + channel] = enlarged[i]!;
  }
}

/** Paints many small maps of one shape into one canvas. */
export function createCellPainter(): (
  canvas: HTMLCanvasElement,
  cells: readonly Cell[],
  shape: CellShape,
  palette: PaletteName,
) => void {
  const atlas = document.createElement('canvas');
  let pixelsOfPass: ImageData | undefined;
  return (canvas, cells, shape, palette) => {
    const context = canvas.getContext('2d', inMemory);
    const source = atlas.getContext('2d', inMemory);
    if (!context || !source) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    const { rows, columns } = shape;
    const ratio = window.devicePixelRatio || 1;
    context.scale(ratio, ratio);
    // Enlarged patches stay crisp; reduced ones are averaged, so that a single bright patch is not skipped.
    context.imageSmoothingEnabled = shape.widthPx * ratio < columns;
    context.imageSmoothingQuality = 'high';
    if (atlas.width !== columns || atlas.height !== rows * cellsPerPass) {
      atlas.width = columns;
      atlas.height = rows * cellsPerPass;
      pixelsOfPass = undefined;
    }
    pixelsOfPass ??= source.createImageData(columns, rows * cellsPerPass);
    const image = pixelsOfPass;
    for (let first = 0; first < cells.length; first += cellsPerPass) {
      const pass = cells.slice(first, first + cellsPerPass);
      const cellBytes = rows * columns * 4;
      pass.forEach(({ map }, cell) => {
        const pixels = image.data.subarray(cell * cellBytes, (cell + 1) * cellBytes);
        if (map.colours) pixels.set(map.colours);
        else if (map.axis === 'linear') paintMap(map.values, map, palette, pixels);
        else paintMap(mapPositions(map), FULL_RANGE, palette, pixels);
      });
      source.putImageData(image, 0, 0, 0, 0, columns, rows * pass.length);
      pass.forEach(({ x, y }, cell) => {
        context.drawImage(atlas, 0, cell * rows, columns, rows, x, y, shape.widthPx, shape.heightPx);
      });
    }
  };
}

/** Cells are stacked in a canvas that must stay below the browsers' limits of height. */
const cellsPerPass = 20;

/** Sizes a canvas for the screen's pixels. Returns whether it had to change, which clears it. */
export function fitCanvas(canvas: HTMLCanvasElement, widthPx: number, heightPx: number): boolean {
  const ratio = window.devicePixelRatio || 1;
  const width = Math.round(widthPx * ratio);
  const height = Math.round(heightPx * ratio);
  if (canvas.width === width && canvas.height === height) return false;
  canvas.width = width;
  canvas.height = height;
  return true;
}

/** The CSS colour of a position between 0 and 1; what lies outside takes the nearer end's. */
export function colourAt(position: number, palette: PaletteName): string {
  const table = paletteTable(palette);
  const entry = Math.min(255, Math.max(0, Math.round((Number.isNaN(position) ? 0 : position) * 255))) * 3;
  return `rgb(${table[entry]} ${table[entry + 1]} ${table[entry + 2]})`;
}

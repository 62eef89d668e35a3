import { mapPositions, type ScaledMap } from '../../core/analysis/scaled-map.ts';
import { paintMap } from '../../core/image/colour-map.ts';
import { type PaletteName, paletteTable } from '../../core/image/palette.ts';
import { InputError } from '../../core/input-error.ts';
import type { TokenLayout } from '../../core/vit/token-layout.ts';
import type { Displayed } from '../../state/displayed.ts';
import { paintStage } from '../paint.ts';
import type { Raster } from './scene.ts';

/** One map as the stage paints it: a pixel a patch, or smooth. */
export function mapRaster(
  map: ScaledMap,
  { rows, columns }: Pick<TokenLayout, 'rows' | 'columns'>,
  look: { readonly palette: PaletteName; readonly smooth: boolean },
): Raster {
  const canvas = document.createElement('canvas');
  paintStage(canvas, map, { rows, columns }, look);
  return { canvas };
}

/** All colours of a palette in one row. */
export function barRaster(palette: PaletteName): Raster {
  const values = Float32Array.from({ length: 256 }, (_, step) => step / 255);
  const bar = { values, low: 0, high: 1, axis: 'linear' } as const;
  return mapRaster(bar, { rows: 1, columns: 256 }, { palette, smooth: false });
}

/** A map and where it goes, in patches. */
export interface Tile {
  readonly map: ScaledMap;
  readonly column: number;
  readonly row: number;
}

/** Many maps in one picture at a pixel a patch, on nothing. */
export function tileRaster(
  tiles: readonly Tile[],
  size: { readonly rows: number; readonly columns: number },
  shape: Pick<TokenLayout, 'rows' | 'columns'>,
  palette: PaletteName,
): Raster {
  const canvas = document.createElement('canvas');
  canvas.width = size.columns;
  canvas.height = size.rows;
  const context = canvas.getContext('2d');
  if (!context) return { canvas };
  const image = context.createImageData(shape.columns, shape.rows);
  for (const { map, row, column } of tiles) {
    paintMap(mapPositions(map), { low: 0, high: 1 }, palette, image.data);
    context.putImageData(image, column, row);
  }
  return { canvas };
}

/** The part of the photograph that the model sees; what lies outside the photograph is filled. */
export async function photoRaster(
  url: string,
  { image, start: { frame } }: Pick<Displayed, 'image' | 'start'>,
  size: { readonly width: number; readonly height: number; readonly fill: string },
): Promise<Raster> {
  const photo = new Image();
  photo.src = url;
  try {
    await photo.decode();
  } catch {
    throw new InputError('The image could not be read again. Open it once more, then export.');
  }
  const canvas = document.createElement('canvas');
  canvas.width = size.width;
  canvas.height = size.height;
  const context = canvas.getContext('2d');
  if (!context) return { canvas };
  context.fillStyle = size.fill;
  context.fillRect(0, 0, size.width, size.height);
  const [across, down] = [size.width / frame.width, size.height / frame.height];
  context.imageSmoothingQuality = 'high';
  context.drawImage(photo, -frame.x * across, -frame.y * down, image.width * across, image.height * down);
  return { canvas };
}

/** The colour of a position between 0 and 1 as `#rrggbb`. */
export function hexAt(position: number, palette: PaletteName): string {
  const table = paletteTable(palette);
  const entry = Math.min(255, Math.max(0, Math.round((Number.isNaN(position) ? 0 : position) * 255))) * 3;
  return `#${[0, 1, 2].map((part) => table[entry + part]!.toString(16).padStart(2, '0')).join('')}`;
}

/** Whole pixels that a patch takes, so that every patch of a picture is as large as every other. */
export function patchSize(
  { frame, layout }: Pick<Displayed['start'], 'frame' | 'layout'>,
  longestPx: number,
): { readonly widthPx: number; readonly heightPx: number } {
  const exact = frame.width / layout.columns / (frame.height / layout.rows);
  // Sides are rounded to the patch: not quite square is square.
  const aspect = Math.abs(exact - 1) < 0.1 ? 1 : exact;
  const heightPx = Math.max(1, Math.round(longestPx / Math.max(layout.rows, layout.columns * aspect)));
  return { widthPx: Math.max(1, Math.round(heightPx * aspect)), heightPx };
}

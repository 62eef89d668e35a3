import * as words from '#words/view/export-sheet.tsx';
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

/** What darkens all patches but those that are kept, as the stage does it. */
export function veilRaster(
  kept: Uint8Array,
  { rows, columns }: Pick<TokenLayout, 'rows' | 'columns'>,
): Raster {
  const canvas = document.createElement('canvas');
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext('2d');
  if (!context) return { canvas };
  context.fillStyle = 'rgb(12 11 9 / 0.5)';
  for (const [patch, isKept] of kept.entries()) {
    if (isKept === 0) context.fillRect(patch % columns, Math.floor(patch / columns), 1, 1);
  }
  return { canvas };
}

/** One channel of a map of components, from nothing to full, in one row. */
export function channelRaster(channel: 0 | 1 | 2): Raster {
  const canvas = document.createElement('canvas');
  canvas.width = 256;
  canvas.height = 1;
  const context = canvas.getContext('2d');
  if (!context) return { canvas };
  const image = context.createImageData(256, 1);
  for (let step = 0; step < 256; step++) {
    image.data[step * 4 + channel] = step;
    image.data[step * 4 + 3] = 255;
  }
  context.putImageData(image, 0, 0);
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
  /** Shown pale: the share of its colour that is left. */
  readonly strength?: number;
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
  for (const { map, row, column, strength = 1 } of tiles) {
    paintMap(mapPositions(map), { low: 0, high: 1 }, palette, image.data);
    for (let at = 3; at < image.data.length; at += 4) image.data[at] = Math.round(255 * strength);
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
    throw new InputError(words.refusals.photo);
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

/** Red, green and blue as `#rrggbb`. */
export function hexOf(channels: readonly number[]): string {
  return `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** The colour of a position between 0 and 1 as `#rrggbb`. */
export function hexAt(position: number, palette: PaletteName): string {
  const table = paletteTable(palette);
  const entry = Math.min(255, Math.max(0, Math.round((Number.isNaN(position) ? 0 : position) * 255))) * 3;
  return hexOf([0, 1, 2].map((part) => table[entry + part]!));
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

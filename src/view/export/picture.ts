import type { FigureTheme } from './figure-theme.ts';
import type { Mark, Raster } from './scene.ts';

/** A map over its photograph, and what is outlined on it. */
export interface Picture {
  readonly columns: number;
  readonly rows: number;
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly map: Raster;
  readonly smooth: boolean;
  /** Of the map; without a photograph it is opaque. */
  readonly opacity: number;
  readonly photo: Raster | undefined;
  /** Undefined where the query is no patch. */
  readonly query: Place | undefined;
  readonly outliers: readonly Place[];
}

export interface Place {
  readonly row: number;
  readonly column: number;
}

/** The photograph and the map over it. `name` tells the pictures of one figure apart. */
export function pictureMarks(picture: Picture, at: { x: number; y: number }, name: string): Mark[] {
  const { width, height, map, smooth, photo, opacity } = picture;
  const box = { ...at, width, height };
  const layers: Mark[] = [
    ...(photo ? [{ kind: 'image', ...box, raster: photo, smooth: true } as const] : []),
    { kind: 'image', ...box, raster: map, smooth, opacity: photo ? opacity : 1 },
  ];
  return [{ kind: 'group', name, marks: layers }];
}

/** Outlines of outliers, and of the query above them. */
export function outlineMarks(
  picture: Picture,
  at: { x: number; y: number },
  name: string,
  theme: FigureTheme,
): Mark[] {
  const [patchWidth, patchHeight] = [picture.width / picture.columns, picture.height / picture.rows];
  const outline = ({ row, column }: Place, stroke: string, strokeWidth: number): Mark => ({
    kind: 'rect',
    x: at.x + column * patchWidth,
    y: at.y + row * patchHeight,
    width: patchWidth,
    height: patchHeight,
    stroke,
    strokeWidth,
  });
  const { query, outliers } = picture;
  const marks = [
    ...outliers.map((place) => outline(place, theme.accent, 1.5)),
    ...(query ? [outline(query, '#000000', 3.5), outline(query, '#ffffff', 1.5)] : []),
  ];
  return marks.length > 0 ? [{ kind: 'group', name, marks }] : [];
}

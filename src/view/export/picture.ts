import type { BorderLine } from '../tokens/patch-outline.ts';
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
  /** The border of the patches that ask; empty where none does. */
  readonly query: readonly BorderLine[];
  readonly outliers: readonly Place[];
  /** What darkens all patches but those that hold a share of the map, and the border of these. */
  readonly mask: { readonly veil: Raster; readonly border: readonly BorderLine[] } | undefined;
}

export interface Place {
  readonly row: number;
  readonly column: number;
}

/** The photograph and the map over it. `name` tells the pictures of one figure apart. */
export function pictureMarks(picture: Picture, at: { x: number; y: number }, name: string): Mark[] {
  const { width, height, map, smooth, photo, opacity, mask } = picture;
  const box = { ...at, width, height };
  const layers: Mark[] = [
    ...(photo ? [{ kind: 'image', ...box, raster: photo, smooth: true } as const] : []),
    { kind: 'image', ...box, raster: map, smooth, opacity: photo ? opacity : 1 },
    ...(mask ? [{ kind: 'image', ...box, raster: mask.veil, smooth: false } as const] : []),
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
  const border = (lines: readonly BorderLine[], widths: readonly [halo: number, line: number]) =>
    [
      { stroke: '#000000', width: widths[0] },
      { stroke: '#ffffff', width: widths[1] },
    ].flatMap((pen) =>
      lines.map((line): Mark => {
        const [x, y] = [at.x + line.x * patchWidth, at.y + line.y * patchHeight];
        // Corners close: each stretch reaches half a pen's width beyond its end.
        const [overX, overY] = line.height === 0 ? [pen.width / 2, 0] : [0, pen.width / 2];
        const points = [
          [x - overX, y - overY],
          [x + line.width * patchWidth + overX, y + line.height * patchHeight + overY],
        ] as const;
        return { kind: 'line', points, ...pen };
      }),
    );
  const { query, outliers, mask } = picture;
  const marks = [
    ...border(mask?.border ?? [], [2, 1]),
    ...outliers.map((place) => outline(place, theme.accent, 1.5)),
    ...border(query, [4, 1.75]),
  ];
  return marks.length > 0 ? [{ kind: 'group', name, marks }] : [];
}

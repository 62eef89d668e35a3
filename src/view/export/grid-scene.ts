import { type Bar, barMarks } from './bar-marks.ts';
import { captionMarks, type Drawing, titleMarks } from './caption-marks.ts';
import type { Fact } from './facts.ts';
import type { Font, Mark, Raster, Scene } from './scene.ts';
import { MARGIN_PX, ruleMark } from './stage-scene.ts';

/** Where the maps of a grid lie, in patches: cells with room between them, and more before the mean and the norms. */
export interface GridPlan {
  readonly columnAt: readonly number[];
  readonly rowAt: readonly number[];
  readonly columns: number;
  readonly rows: number;
}

/** Lays out a grid of maps. `groupAfter`: the column after which the heads end; each one from there stands apart. */
export function planGrid(
  size: { readonly columns: number; readonly rows: number; readonly groupAfter: number },
  patches: { readonly columns: number; readonly rows: number },
  patch: { readonly widthPx: number; readonly heightPx: number },
): GridPlan {
  const gapX = Math.max(1, Math.round(4 / patch.widthPx));
  const gapY = Math.max(1, Math.round(4 / patch.heightPx));
  const groupGap = Math.max(1, Math.round(10 / patch.widthPx));
  const columnAt = Array.from(
    { length: size.columns },
    (_, column) => column * (patches.columns + gapX) + Math.max(0, column - size.groupAfter) * groupGap,
  );
  const rowAt = Array.from({ length: size.rows }, (_, row) => row * (patches.rows + gapY));
  return {
    columnAt,
    rowAt,
    columns: (columnAt.at(-1) ?? 0) + patches.columns,
    rows: (rowAt.at(-1) ?? 0) + patches.rows,
  };
}

/** All layers and heads as a figure. */
export interface GridFigure {
  readonly title: string;
  readonly subtitle: string;
  readonly plan: GridPlan;
  readonly patch: { readonly widthPx: number; readonly heightPx: number };
  /** Patches of one map. */
  readonly cell: { readonly columns: number; readonly rows: number };
  readonly names: readonly string[];
  /** The layer of each row. */
  readonly layers: readonly number[];
  readonly raster: Raster;
  readonly bar: Bar;
  readonly facts: readonly Fact[];
}

const LABEL: Font = { sizePx: 10, weight: 400 };
const LAYER_PX = 28;
const NAME_PX = 16;
const LEAST_WIDTH_PX = 420;

/** The grid with its names, colour bar and settings. */
export function gridScene(figure: GridFigure, drawing: Drawing): Scene {
  const { plan, patch } = figure;
  const { theme } = drawing;
  const [width, height] = [plan.columns * patch.widthPx, plan.rows * patch.heightPx];
  const widthPx = Math.max(LEAST_WIDTH_PX, LAYER_PX + width);
  const x = MARGIN_PX;
  const title = titleMarks(figure, { x, y: MARGIN_PX, widthPx }, drawing);
  const left = x + LAYER_PX;
  const top = MARGIN_PX + title.heightPx + NAME_PX + 8;
  const barAt = { x: left, y: top + height + 16, widthPx: Math.min(360, widthPx - LAYER_PX) };
  const bar = barMarks(figure.bar, barAt, drawing);
  const ruleY = barAt.y + bar.heightPx + 8;
  const caption = captionMarks(figure.facts, { x, y: ruleY + 12, widthPx }, drawing);
  const picture: Mark = {
    kind: 'image',
    x: left,
    y: top,
    width,
    height,
    raster: figure.raster,
    smooth: false,
  };
  const marks: Mark[] = [
    ...title.marks,
    { kind: 'group', name: 'names', marks: nameMarks(figure, left, top, theme.faint) },
    { kind: 'group', name: 'picture', marks: [picture] },
    ...bar.marks,
    ruleMark(x, ruleY, widthPx, theme.hairline),
    ...caption.marks,
  ];
  const bottom = ruleY + 12 + caption.heightPx + MARGIN_PX;
  return {
    width: Math.ceil(widthPx + 2 * MARGIN_PX),
    height: Math.ceil(bottom),
    ground: theme.ground,
    marks,
  };
}

function nameMarks(
  { plan, patch, cell, names, layers }: GridFigure,
  left: number,
  top: number,
  fill: string,
): Mark[] {
  const heads = plan.columnAt.map((column, place): Mark => {
    const middle = left + (column + cell.columns / 2) * patch.widthPx;
    return { kind: 'text', x: middle, y: top - 6, text: names[place]!, font: LABEL, fill, anchor: 'middle' };
  });
  const rows = plan.rowAt.map((row, place): Mark => {
    const middle = top + (row + cell.rows / 2) * patch.heightPx;
    return {
      kind: 'text',
      x: left - 9,
      y: middle + 3.5,
      text: String(layers[place]!),
      font: LABEL,
      fill,
      anchor: 'end',
    };
  });
  return [...heads, ...rows];
}

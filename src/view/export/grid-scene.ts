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

/** Lays out a grid of maps. `groups`: how many columns stand together. */
export function planGrid(
  size: { readonly rows: number; readonly groups: readonly number[] },
  patches: { readonly columns: number; readonly rows: number },
  patch: { readonly widthPx: number; readonly heightPx: number },
): GridPlan {
  const gapX = Math.max(1, Math.round(4 / patch.widthPx));
  const gapY = Math.max(1, Math.round(4 / patch.heightPx));
  const groupGap = Math.max(1, Math.round(10 / patch.widthPx));
  const columnAt = size.groups
    .flatMap((count, group) => Array.from({ length: count }, () => group))
    .map((group, column) => column * (patches.columns + gapX) + group * groupGap);
  const rowAt = Array.from({ length: size.rows }, (_, row) => row * (patches.rows + gapY));
  return {
    columnAt,
    rowAt,
    columns: (columnAt.at(-1) ?? 0) + patches.columns,
    rows: (rowAt.at(-1) ?? 0) + patches.rows,
  };
}

const LISTED_COLUMNS = 10;
/** Below each map of a list. */
const CAPTION_PX = 18;

/** Lays out a list of maps with room for a caption below each. */
export function planList(
  count: number,
  patches: { readonly columns: number; readonly rows: number },
  patch: { readonly widthPx: number; readonly heightPx: number },
): GridPlan {
  const gapX = Math.max(1, Math.round(8 / patch.widthPx));
  const gapY = Math.ceil(CAPTION_PX / patch.heightPx);
  const columns = Math.max(1, Math.min(LISTED_COLUMNS, count));
  const rows = Math.ceil(count / columns);
  const columnAt = Array.from({ length: columns }, (_, column) => column * (patches.columns + gapX));
  const rowAt = Array.from({ length: rows }, (_, row) => row * (patches.rows + gapY));
  return {
    columnAt,
    rowAt,
    columns: (columnAt.at(-1) ?? 0) + patches.columns,
    rows: (rowAt.at(-1) ?? 0) + patches.rows + gapY,
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
  /** Of the columns, and the layer of each row; a list has neither. */
  readonly names: readonly string[];
  readonly layers: readonly number[];
  /** Of the maps of a list, with their places in patches. */
  readonly captions: readonly {
    readonly column: number;
    readonly row: number;
    readonly name: string;
    readonly value: string;
  }[];
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
  const layerPx = figure.layers.length > 0 ? LAYER_PX : 0;
  const widthPx = Math.max(LEAST_WIDTH_PX, layerPx + width);
  const x = MARGIN_PX;
  const title = titleMarks(figure, { x, y: MARGIN_PX, widthPx }, drawing);
  const left = x + layerPx;
  const top = MARGIN_PX + title.heightPx + (figure.names.length > 0 ? NAME_PX : 0) + 8;
  const barAt = { x: left, y: top + height + 16, widthPx: Math.min(360, widthPx - layerPx) };
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
    {
      kind: 'group',
      name: 'names',
      marks: [...nameMarks(figure, left, top, theme.faint), ...captionsOf(figure, left, top, theme)],
    },
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
  const heads = names.map((text, place): Mark => {
    const middle = left + (plan.columnAt[place]! + cell.columns / 2) * patch.widthPx;
    return { kind: 'text', x: middle, y: top - 6, text, font: LABEL, fill, anchor: 'middle' };
  });
  const rows = layers.map((layer, place): Mark => {
    const row = plan.rowAt[place]!;
    const middle = top + (row + cell.rows / 2) * patch.heightPx;
    return {
      kind: 'text',
      x: left - 9,
      y: middle + 3.5,
      text: String(layer),
      font: LABEL,
      fill,
      anchor: 'end',
    };
  });
  return [...heads, ...rows];
}

function captionsOf(
  { patch, cell, captions }: GridFigure,
  left: number,
  top: number,
  theme: Drawing['theme'],
): Mark[] {
  return captions.flatMap(({ column, row, name, value }): Mark[] => {
    const y = top + (row + cell.rows) * patch.heightPx + 11;
    const x = left + column * patch.widthPx;
    const end = x + cell.columns * patch.widthPx;
    return [
      { kind: 'text', x, y, text: name, font: LABEL, fill: theme.soft },
      { kind: 'text', x: end, y, text: value, font: LABEL, fill: theme.faint, anchor: 'end' },
    ];
  });
}

import { type Bar, barsMarks } from './bar-marks.ts';
import { captionMarks, type Drawing, titleMarks } from './caption-marks.ts';
import type { Fact } from './facts.ts';
import { outlineMarks, type Picture, pictureMarks } from './picture.ts';
import type { Font, Mark, Scene } from './scene.ts';

/** A special token beside the picture. */
export interface TokenValue {
  readonly name: string;
  readonly value: string;
  readonly colour: string;
}

/** The stage as a figure. */
export interface StageFigure {
  readonly title: string;
  readonly subtitle: string;
  readonly picture: Picture;
  readonly special: readonly TokenValue[];
  /** One, or one for each channel of colour. */
  readonly bars: readonly Bar[];
  readonly facts: readonly Fact[];
}

export const MARGIN_PX = 24;
const GAP_PX = 16;
const CHIP_GAP_PX = 14;
const CHIP_LINE_PX = 20;
const CHIP: Font = { sizePx: 11, weight: 400 };
const CHIP_NAME: Font = { sizePx: 11, weight: 600 };
const LEAST_WIDTH_PX = 420;

/** The picture with its title, special tokens, colour bar and settings. */
export function stageScene(figure: StageFigure, drawing: Drawing): Scene {
  const { picture, special } = figure;
  const { theme } = drawing;
  const chips = chipMarks(special, { x: MARGIN_PX + picture.width + CHIP_GAP_PX }, drawing);
  const widthPx = Math.max(LEAST_WIDTH_PX, picture.width + chips.widthPx);
  const x = MARGIN_PX;
  const title = titleMarks(figure, { x, y: MARGIN_PX, widthPx }, drawing);
  const at = { x, y: MARGIN_PX + title.heightPx + GAP_PX - 6 };
  const bar = barsMarks(
    figure.bars,
    { x, y: at.y + picture.height + GAP_PX, widthPx: picture.width },
    drawing,
  );
  const ruleY = at.y + picture.height + GAP_PX + bar.heightPx + GAP_PX - 8;
  const caption = captionMarks(figure.facts, { x, y: ruleY + 12, widthPx }, drawing);
  const marks: Mark[] = [
    ...title.marks,
    ...pictureMarks(picture, at, 'picture'),
    ...outlineMarks(picture, at, 'outlines', theme),
    ...chips.marksAt(at.y),
    ...bar.marks,
    ruleMark(x, ruleY, widthPx, theme.hairline),
    ...caption.marks,
  ];
  const height = ruleY + 12 + caption.heightPx + MARGIN_PX;
  return {
    width: Math.ceil(widthPx + 2 * MARGIN_PX),
    height: Math.ceil(height),
    ground: theme.ground,
    marks,
  };
}

/** The picture alone, edge to edge. */
export function pictureScene(picture: Picture, ground: string): Scene {
  const { width, height } = picture;
  return { width, height, ground, marks: pictureMarks(picture, { x: 0, y: 0 }, 'picture') };
}

/** A line across a figure. */
export function ruleMark(x: number, y: number, widthPx: number, stroke: string): Mark {
  const points = [
    [x, y],
    [x + widthPx, y],
  ] as const;
  return { kind: 'line', points, stroke, width: 1 };
}

function chipMarks(
  special: readonly TokenValue[],
  { x }: { readonly x: number },
  { theme, measure }: Drawing,
): { readonly widthPx: number; marksAt(y: number): Mark[] } {
  if (special.length === 0) return { widthPx: 0, marksAt: () => [] };
  const nameWidth = Math.max(...special.map(({ name }) => measure(name, CHIP_NAME)));
  const valueWidth = Math.max(...special.map(({ value }) => measure(value, CHIP)));
  const marksAt = (top: number): Mark[] => {
    const marks = special.flatMap(({ name, value, colour }, row): Mark[] => {
      const y = top + row * CHIP_LINE_PX;
      return [
        { kind: 'rect', x, y, width: 13, height: 13, fill: colour, stroke: theme.hairline },
        { kind: 'text', x: x + 20, y: y + 10.5, text: name, font: CHIP_NAME, fill: theme.ink },
        {
          kind: 'text',
          x: x + 28 + nameWidth + valueWidth,
          y: y + 10.5,
          text: value,
          font: CHIP,
          fill: theme.soft,
          anchor: 'end',
        },
      ];
    });
    return [{ kind: 'group', name: 'special-tokens', marks }];
  };
  return { widthPx: CHIP_GAP_PX + 28 + nameWidth + valueWidth, marksAt };
}

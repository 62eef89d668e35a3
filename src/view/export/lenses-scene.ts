import * as words from '#words/view/export-figures.ts';
import { type Bar, barMarks, barsMarks } from './bar-marks.ts';
import { captionMarks, type Drawing, titleMarks } from './caption-marks.ts';
import type { Fact } from './facts.ts';
import { outlineMarks, type Picture, pictureMarks } from './picture.ts';
import type { Font, Mark, Scene } from './scene.ts';
import { MARGIN_PX, ruleMark, type TokenValue } from './stage-scene.ts';
import { breakLines } from './text-lines.ts';

/** One lens of the figure. */
export interface LensFigure {
  readonly letter: string;
  readonly name: string;
  /** Trained, training-free or what-if, and whether it is the reference. */
  readonly kind: string;
  /** Undefined where there is no map to show; `note` says why. */
  readonly picture: Picture | undefined;
  readonly note: string | undefined;
  readonly special: readonly TokenValue[];
  /** Where the lenses share no scale. */
  readonly bars: readonly Bar[];
}

/** All lenses side by side as a figure. */
export interface LensesFigure {
  readonly title: string;
  readonly subtitle: string;
  readonly lenses: readonly LensFigure[];
  /** One or more scales that several columns share. */
  readonly bars: readonly Bar[];
  readonly facts: readonly Fact[];
}

const COLUMN_GAP_PX = 20;
const HEAD: Font = { sizePx: 12, weight: 600 };
const KIND: Font = { sizePx: 10.5, weight: 400 };
const SPECIAL: Font = { sizePx: 10, weight: 400 };
const LEAST_COLUMN_PX = 170;

/** The lenses in columns, with their scales and the settings. */
export function lensesScene(figure: LensesFigure, drawing: Drawing): Scene {
  const { lenses } = figure;
  const { theme, measure } = drawing;
  const columnPx = Math.max(LEAST_COLUMN_PX, ...lenses.map(({ picture }) => picture?.width ?? 0));
  const widthPx = lenses.length * columnPx + (lenses.length - 1) * COLUMN_GAP_PX;
  const x = MARGIN_PX;
  const title = titleMarks(figure, { x, y: MARGIN_PX, widthPx }, drawing);
  const headY = MARGIN_PX + title.heightPx + 10;
  const heads = lenses.map(({ letter, name }) =>
    breakLines(words.lenses.name(letter, name), HEAD, columnPx, measure),
  );
  const headPx = Math.max(...heads.map((lines) => lines.length)) * 15;
  const top = headY + headPx + 22;
  const picturePx = Math.max(80, ...lenses.map(({ picture }) => picture?.height ?? 0));
  const columns = lenses.map((lens, place) => {
    const left = x + place * (columnPx + COLUMN_GAP_PX);
    const names: Mark[] = [
      ...heads[place]!.map(
        (text, row): Mark => ({
          kind: 'text',
          x: left,
          y: headY + 12 + row * 15,
          text,
          font: HEAD,
          fill: theme.ink,
        }),
      ),
      { kind: 'text', x: left, y: headY + headPx + 12, text: lens.kind, font: KIND, fill: theme.faint },
    ];
    return lensMarks(lens, names, { x: left, y: top, widthPx: columnPx, picturePx }, drawing);
  });
  let y = top + picturePx + Math.max(...columns.map(({ heightPx }) => heightPx)) + 14;
  const bars = figure.bars.map((bar) => {
    const block = barMarks(bar, { x, y, widthPx: Math.min(widthPx, 360) }, drawing);
    y += block.heightPx + 8;
    return block;
  });
  const caption = captionMarks(figure.facts, { x, y: y + 12, widthPx }, drawing);
  const marks: Mark[] = [
    ...title.marks,
    ...columns.flatMap((column) => column.marks),
    ...bars.flatMap((bar) => bar.marks),
    ruleMark(x, y, widthPx, theme.hairline),
    ...caption.marks,
  ];
  const bottom = y + 12 + caption.heightPx + MARGIN_PX;
  return {
    width: Math.ceil(widthPx + 2 * MARGIN_PX),
    height: Math.ceil(bottom),
    ground: theme.ground,
    marks,
  };
}

function lensMarks(
  lens: LensFigure,
  names: readonly Mark[],
  at: { readonly x: number; readonly y: number; readonly widthPx: number; readonly picturePx: number },
  drawing: Drawing,
): { readonly marks: readonly Mark[]; readonly heightPx: number } {
  const { letter, picture, special, note } = lens;
  const { theme, measure } = drawing;
  const lines = picture
    ? breakLines(
        special.map(({ name, value }) => `${name}\u00a0${value}`).join(' · '),
        SPECIAL,
        at.widthPx,
        measure,
      )
    : breakLines(note ?? '', SPECIAL, at.widthPx, measure);
  const linesY = picture ? at.y + at.picturePx + 14 : at.y + 14;
  const texts = lines.map(
    (text, row): Mark => ({
      kind: 'text',
      x: at.x,
      y: linesY + row * 13,
      text,
      font: SPECIAL,
      fill: theme.soft,
    }),
  );
  const barY = at.y + at.picturePx + lines.length * 13 + 10;
  const bar =
    picture && lens.bars.length > 0
      ? barsMarks(lens.bars, { x: at.x, y: barY, widthPx: at.widthPx }, drawing)
      : undefined;
  const marks: Mark[] = [
    { kind: 'group', name: `lens-${letter}`, marks: [...names, ...texts] },
    ...(picture ? pictureMarks(picture, at, `picture-${letter}`) : []),
    ...(picture ? outlineMarks(picture, at, `outlines-${letter}`, theme) : []),
    ...(bar?.marks ?? []),
  ];
  return { marks, heightPx: lines.length * 13 + (bar ? bar.heightPx + 10 : 0) };
}

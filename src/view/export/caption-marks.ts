import type { Fact } from './facts.ts';
import type { FigureTheme } from './figure-theme.ts';
import type { Font, Mark, MeasureText } from './scene.ts';
import { breakLines } from './text-lines.ts';

const NAME: Font = { sizePx: 10.5, weight: 400 };
const VALUE: Font = { sizePx: 10.5, weight: 400 };
const LINE_PX = 14.5;
const NAME_GAP_PX = 12;

/** Where things are drawn, and with what. */
export interface Drawing {
  readonly theme: FigureTheme;
  readonly measure: MeasureText;
}

/** Marks and the height that they take. */
export interface Block {
  readonly marks: readonly Mark[];
  readonly heightPx: number;
}

/** The settings, one below the other: names in a column, values wrapped beside them. */
export function captionMarks(
  facts: readonly Fact[],
  at: { readonly x: number; readonly y: number; readonly widthPx: number },
  { theme, measure }: Drawing,
): Block {
  const nameWidth = Math.max(0, ...facts.map(({ name }) => measure(name, NAME))) + NAME_GAP_PX;
  const marks: Mark[] = [];
  let y = at.y + 11;
  for (const { name, value } of facts) {
    marks.push({ kind: 'text', x: at.x, y, text: name, font: NAME, fill: theme.faint });
    for (const line of breakLines(value, VALUE, at.widthPx - nameWidth, measure)) {
      marks.push({ kind: 'text', x: at.x + nameWidth, y, text: line, font: VALUE, fill: theme.soft });
      y += LINE_PX;
    }
  }
  return { marks: [{ kind: 'group', name: 'caption', marks }], heightPx: y - 11 - at.y };
}

const TITLE: Font = { sizePx: 15, weight: 600 };
const SUBTITLE: Font = { sizePx: 12, weight: 400 };

/** A figure's name and one line below it. */
export function titleMarks(
  text: { readonly title: string; readonly subtitle: string },
  at: { readonly x: number; readonly y: number; readonly widthPx: number },
  { theme, measure }: Drawing,
): Block {
  const lines = breakLines(text.subtitle, SUBTITLE, at.widthPx, measure);
  const marks: Mark[] = [
    { kind: 'text', x: at.x, y: at.y + 14, text: text.title, font: TITLE, fill: theme.ink },
    ...lines.map(
      (line, row): Mark => ({
        kind: 'text',
        x: at.x,
        y: at.y + 33 + row * 16,
        text: line,
        font: SUBTITLE,
        fill: theme.soft,
      }),
    ),
  ];
  return { marks: [{ kind: 'group', name: 'title', marks }], heightPx: 26 + lines.length * 16 };
}

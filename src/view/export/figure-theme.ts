/** Colours of a figure: a file knows no style sheet. The same as the page's (tokens.css). */
export interface FigureTheme {
  readonly ground: string;
  readonly ink: string;
  readonly soft: string;
  readonly faint: string;
  readonly hairline: string;
  readonly rule: string;
  readonly accent: string;
  /** Bars of ordinary patches. */
  readonly bar: string;
  /** What the padding of an image is filled with. */
  readonly well: string;
  /** Of lenses, by place (charts/layer-chart.module.css). */
  readonly lines: readonly string[];
}

export type FigureGround = 'light' | 'dark' | 'white';

export const FIGURE_THEMES: Readonly<Record<FigureGround, FigureTheme>> = {
  light: {
    ground: '#f6f4f0',
    ink: '#211f1b',
    soft: '#57524a',
    faint: '#6d665b',
    hairline: '#d8d3c9',
    rule: '#8f877a',
    accent: '#ad3a0c',
    bar: '#bfbdb9',
    well: '#eae6df',
    lines: ['#211f1b', '#ad3a0c', '#1f66ad', '#2f7a45'],
  },
  dark: {
    ground: '#171613',
    ink: '#ece8e0',
    soft: '#b5aea2',
    faint: '#989083',
    hairline: '#37342d',
    rule: '#7d766a',
    accent: '#ff8a57',
    bar: '#4e4d48',
    well: '#24221e',
    lines: ['#ece8e0', '#ff8a57', '#78b4f2', '#7ecb93'],
  },
  white: {
    ground: '#ffffff',
    ink: '#1a1a1a',
    soft: '#4a4a4a',
    faint: '#666666',
    hairline: '#d9d9d9',
    rule: '#8a8a8a',
    accent: '#ad3a0c',
    bar: '#bdbdbd',
    well: '#eeeeee',
    lines: ['#1a1a1a', '#ad3a0c', '#1f66ad', '#2f7a45'],
  },
};

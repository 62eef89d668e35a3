/** What a picture within a figure is painted from; the pixels lie in the page. */
export interface Raster {
  readonly canvas: HTMLCanvasElement;
}

/** One thing in a figure. Lengths in CSS pixels, y downwards; colours as `#rrggbb`. */
export type Mark =
  | {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill?: string;
      readonly stroke?: string;
      readonly strokeWidth?: number;
    }
  | {
      readonly kind: 'line';
      /** [x, y] of each corner. */
      readonly points: readonly (readonly [number, number])[];
      readonly stroke: string;
      readonly width: number;
      readonly dash?: readonly number[];
    }
  | {
      readonly kind: 'circle';
      readonly x: number;
      readonly y: number;
      readonly radius: number;
      readonly fill: string;
      readonly stroke: string;
    }
  | {
      readonly kind: 'text';
      readonly x: number;
      /** Of the baseline. */
      readonly y: number;
      readonly text: string;
      readonly font: Font;
      readonly fill: string;
      readonly anchor?: 'start' | 'middle' | 'end';
    }
  | {
      readonly kind: 'image';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly raster: Raster;
      /** Whether enlarged pixels are blended; otherwise they are squares. */
      readonly smooth: boolean;
      readonly opacity?: number;
    }
  | { readonly kind: 'group'; readonly name: string; readonly marks: readonly Mark[] };

export interface Font {
  readonly sizePx: number;
  readonly weight: 400 | 500 | 600;
}

/** Width of a text in CSS pixels. */
export type MeasureText = (text: string, font: Font) => number;

/** A figure: what is drawn, in order, on a ground. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly ground: string;
  readonly marks: readonly Mark[];
}

/** The page's own font where it is at hand, and what most programs have in its place. */
export const FONT_FAMILIES = [
  'IBM Plex Sans Variable', // no words
  'IBM Plex Sans', // no words
  'Helvetica', // no words
  'Arial', // no words
  'sans-serif',
] as const;

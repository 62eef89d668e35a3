import type { TraceTensorName } from '../../engine/engine.ts';
import type { ComputedTensorName } from './computed-tensors.ts';
import type { FigureGround } from './figure-theme.ts';

/** What can be exported. */
export type ExportWhat =
  | 'stage'
  | 'grid'
  | 'norms'
  | 'charts'
  | 'lenses'
  | 'tensors'
  | 'session'
  | 'citation';

export type ExportFormat =
  | 'png'
  | 'svg'
  | 'pdf-svg'
  | 'csv'
  | 'json'
  | 'safetensors'
  | 'numpy'
  | 'session'
  | 'bibtex'
  | 'text';

/** A tensor of the trace, or one that the page has computed from it. */
export type ExportTensorName = TraceTensorName | ComputedTensorName;

/** What is wanted, as the sheet has it. */
export interface ExportPlan {
  readonly what: ExportWhat;
  readonly format: ExportFormat;
  /** Pixels to the CSS pixel of a PNG. */
  readonly scale: 1 | 2 | 4;
  /** Whether the photograph lies under the map. */
  readonly withPhoto: boolean;
  /** Whether title, colour bar and settings stand with the stage's picture. */
  readonly withCaption: boolean;
  readonly ground: FigureGround;
  readonly tensors: readonly ExportTensorName[];
  /** Whether a session carries the image that the user gave. */
  readonly withImage: boolean;
}

export const FIRST_PLAN: ExportPlan = {
  what: 'stage',
  format: 'png',
  scale: 2,
  withPhoto: true,
  withCaption: true,
  ground: 'white',
  tensors: ['norms', 'attention_query'],
  withImage: true,
};

const PICTURE_FORMATS: readonly ExportFormat[] = ['png', 'svg', 'pdf-svg', 'csv', 'json'];

/** The formats of each kind, the first one chosen at first. */
export const FORMATS: Readonly<Record<ExportWhat, readonly ExportFormat[]>> = {
  stage: PICTURE_FORMATS,
  grid: PICTURE_FORMATS,
  norms: PICTURE_FORMATS,
  charts: PICTURE_FORMATS,
  lenses: PICTURE_FORMATS,
  tensors: ['safetensors', 'numpy'],
  session: ['session'],
  citation: ['bibtex', 'text'],
};

/** Another thing to export keeps the format where it has it. */
export function withWhat(plan: ExportPlan, what: ExportWhat): ExportPlan {
  const formats = FORMATS[what];
  return { ...plan, what, format: formats.includes(plan.format) ? plan.format : formats[0]! };
}

/** Whether a plan makes a figure: something that is drawn. */
export function isFigure({ format }: Pick<ExportPlan, 'format'>): boolean {
  return format === 'png' || format === 'svg' || format === 'pdf-svg';
}

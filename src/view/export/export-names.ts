import { modelTitle } from '../../state/library.ts';
import { mapPhrase } from '../wording.ts';
import type { ExportFormat, ExportPlan, ExportWhat } from './export-plan.ts';
import { imageName, type Subject } from './facts.ts';
import { exportFileName } from './file-name.ts';
import { stagedExport } from './stage-figure-data.ts';

export const WHATS: readonly { value: ExportWhat; label: string; detail: string }[] = [
  { value: 'stage', label: 'Stage', detail: 'The map over the image' },
  { value: 'grid', label: 'Grid', detail: 'All layers and heads' },
  { value: 'norms', label: 'Norms', detail: 'Maps and histograms by layer' },
  { value: 'charts', label: 'Charts', detail: 'Curves from layer to layer' },
  { value: 'lenses', label: 'Lenses', detail: 'All lenses side by side' },
  { value: 'tensors', label: 'Tensors', detail: 'The numbers behind it all' },
  { value: 'session', label: 'Session', detail: 'All settings, to open again' },
  { value: 'citation', label: 'Citation', detail: 'Program, model and methods' },
];

export const FORMAT_NAMES: Readonly<
  Record<ExportFormat, { label: string; hint: string; extension: string }>
> = {
  png: { label: 'PNG', hint: 'Pixels, for slides and pages', extension: 'png' },
  svg: { label: 'SVG', hint: 'Layers that a drawing program can change', extension: 'svg' },
  'pdf-svg': {
    label: 'SVG for PDF',
    hint: 'On white, in millimetres, pictures opaque and enlarged: converts to PDF without a loss',
    extension: 'svg',
  },
  csv: { label: 'CSV', hint: 'Numbers for a table', extension: 'csv' },
  json: { label: 'JSON', hint: 'Numbers with names', extension: 'json' },
  safetensors: { label: 'safetensors', hint: 'Named tensors in one file', extension: 'safetensors' },
  numpy: { label: 'NumPy', hint: 'One .npy, or an .npz of several', extension: 'npz' },
  session: { label: 'Session', hint: 'JSON', extension: 'sinkscope.json' },
  bibtex: { label: 'BibTeX', hint: 'For a bibliography', extension: 'bib' },
  text: { label: 'Plain text', hint: 'For a caption or a mail', extension: 'txt' },
};

/** A file's name: the model, the image, the place and what it is. */
export function fileNameOf(subject: Subject, plan: ExportPlan): string {
  const { state, displayed, model } = subject;
  const title = modelTitle(model, state.localModels);
  const image = imageName(displayed.imageChoice, state).replace(/^sample /, '');
  const staged = plan.what === 'stage' || plan.what === 'lenses' ? stagedExport(subject) : undefined;
  const place = staged ? [`layer ${staged.layer}`, mapPhrase(staged.kind)] : [];
  const what = plan.what === 'stage' && !plan.withCaption ? 'map' : plan.what;
  const variant =
    plan.format === 'pdf-svg' ? ['print'] : plan.format === 'png' && plan.scale > 1 ? [`${plan.scale}x`] : [];
  return exportFileName([title, image, ...place, what, ...variant], extensionOf(plan));
}

function extensionOf({ format, tensors }: ExportPlan): string {
  return format === 'numpy' && tensors.length === 1 ? 'npy' : FORMAT_NAMES[format].extension;
}

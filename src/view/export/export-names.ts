import { modelTitle } from '../../state/library.ts';
import { mapPhrase } from '../wording.ts';
import type { ExportFormat, ExportPlan } from './export-plan.ts';
import { imageName, type Subject } from './facts.ts';
import { exportFileName } from './file-name.ts';
import { stagedExport } from './stage-figure-data.ts';

const ENDINGS: Readonly<Record<ExportFormat, string>> = {
  png: 'png',
  svg: 'svg',
  'pdf-svg': 'svg',
  csv: 'csv',
  json: 'json',
  safetensors: 'safetensors',
  numpy: 'npz',
  session: 'sinkscope.json',
  bibtex: 'bib',
  text: 'txt',
};

/** A file's name: the model, the image, the place and what it is. */
export function fileNameOf(subject: Subject, plan: ExportPlan): string {
  const { state, displayed, model } = subject;
  const title = modelTitle(model, state.localModels);
  const { imageChoice } = displayed;
  const image = imageChoice.kind === 'sample' ? imageChoice.file : imageName(imageChoice, state);
  const staged = plan.what === 'stage' || plan.what === 'lenses' ? stagedExport(subject) : undefined;
  const place = staged ? [`layer-${staged.layer}`, mapPhrase(staged.kind)] : [];
  const what = plan.what === 'stage' && !plan.withCaption ? 'map' : plan.what;
  const variant =
    plan.format === 'pdf-svg' ? ['print'] : plan.format === 'png' && plan.scale > 1 ? [`${plan.scale}x`] : [];
  return exportFileName([title, image, ...place, what, ...variant], extensionOf(plan));
}

function extensionOf({ format, tensors }: ExportPlan): string {
  return format === 'numpy' && tensors.length === 1 ? 'npy' : ENDINGS[format];
}

import { counted } from '../../grammar.ts';

export const close = 'Close';
export const dismiss = 'Dismiss';
export const reset = 'Reset';
export const resetHint = 'As the model was trained';

export const waiting = (model: string) => `${model} is on its way.`;

/** A change that did not fit; the refusal is a sentence. */
export const refused = (refusal: string) => `${refusal} Nothing was changed.`;

/** What failed, where a failure is no refusal. */
export const tasks = { change: 'The change', sinks: 'Measuring the sinks' };

/** What the image is pointed at for. */
export const pickingPurposes = {
  target: 'Point at where the outlier should go',
  mask: 'Point at patches to hide',
  sinks: 'Point at the sinks',
  gate: 'Point at the sinks of the gate',
};

/** How to point, and how many patches are picked. */
export function pickingState(several: boolean, patches: number): string {
  const how = several ? 'Click or paint on the image' : 'Click or drag on the image';
  return `${how} · ${counted(patches, 'patch', 'patches')}`;
}

export const endPicking = 'Done';
export const pick = 'Point at patches';
export const stopPicking = 'Stop pointing';
export const pickHint = 'Click or paint patches on the image; Escape ends it';

/** A token by its name: "patch 3, 4", "CLS". */
export const token = (name: string, isPatch: boolean) => (isPatch ? `patch ${name}` : name);

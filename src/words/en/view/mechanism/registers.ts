import { counted } from '../../grammar.ts';

export const title = 'Registers';

/** A heading's state: the model's own registers, and those that are added, as the choice of their start names it. */
export function state({
  trained,
  takenOut,
  added,
  start,
}: {
  readonly trained: number;
  readonly takenOut: boolean;
  readonly added: number;
  readonly start: string;
}): string {
  const parts = [
    ...(trained > 0 ? [takenOut ? `${trained} trained, taken out` : `${trained} trained`] : []),
    ...(added > 0 ? [`${added} added, ${start}`] : []),
  ];
  return parts.length > 0 ? parts.join(' · ') : 'none';
}

export const intro =
  'Registers are tokens that stand for no part of the image: room for what the model would otherwise keep in ' +
  'patches. Darcet et al. (2024) trained models with them; Jiang et al. (2025) add them to a finished model.';

export const added = 'Added';
export const addedHint = 'Test-time registers, after the last patch. One is usually enough.';
export const addedLegend = 'Test-time registers';

export const start = 'Start as';
export const startLegend = 'Test-time registers start as';
export const starts = {
  zeros: { label: 'zeros', hint: 'All numbers 0, as published' },
  mean: { label: 'mean patch', hint: 'The mean of the embedded patches' },
  random: { label: 'random', hint: 'Normal numbers, as long as a patch is on average' },
};
export const seed = 'seed';

export const trained = 'Trained';
export const trainedHint = 'An ablation, a what-if: it shows what the model does without its own registers.';
export const takeOut = (count: number) =>
  `Take out the model’s ${counted(count, 'trained register', 'trained registers')}`;

export const twins = 'Twins';
export const twinsHint =
  'The same model, trained or fitted otherwise. A twin opens as it is, without changes.';

import type { Normaliser } from '../../core/vit/spec.ts';

type Kind = Normaliser['kind'];

/** A normaliser to choose. `clipped` is how the model was trained; no replacement of it clips. */
export type NormaliserChoice = Kind | 'clipped';

const KINDS: readonly Kind[] = ['softmax', 'softmax-1', 'sigmoid'];

/** What a model can run with. */
export function normaliserChoices({ clip }: Normaliser): readonly NormaliserChoice[] {
  return clip ? ['clipped', ...KINDS] : KINDS;
}

/** What a model runs with, by what replaces its own normaliser. */
export function chosenNormaliser(
  { kind, clip }: Normaliser,
  replacement: Kind | undefined,
): NormaliserChoice {
  return replacement ?? (clip ? 'clipped' : kind);
}

/** The replacement that a choice asks for; undefined for the model's own normaliser. */
export function replacementFor({ kind, clip }: Normaliser, choice: NormaliserChoice): Kind | undefined {
  if (choice === 'clipped' || (choice === kind && !clip)) return undefined;
  return choice;
}

import type { Interventions } from '../core/intervention/interventions.ts';
import { type ModelChoice, modelKey, type Requested } from './requested.ts';

/** Names a lens for as long as it exists; its place among the others may change. */
export type LensId = string;

/** A model with its interventions: one column of a comparison. */
export interface Lens {
  readonly id: LensId;
  readonly model: ModelChoice;
  readonly interventions: Interventions;
}

/** What a lens runs, without its name. */
export type LensContent = Omit<Lens, 'id'>;

/** A named set of lenses. */
export interface Preset {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly lenses: readonly LensContent[];
}

/** More columns than this have no room beside each other. */
export const LARGEST_LENS_COUNT = 4;

/** Equal for lenses that run the same. */
export function contentKey({ model, interventions }: LensContent): string {
  return `${modelKey(model)} ${JSON.stringify(interventions)}`;
}

/** The lens that the single layout shows and that changes of model go to. */
export function activeLens({ lenses, active }: Requested): Lens {
  return lenses.find(({ id }) => id === active) ?? lenses[0]!;
}

/** The lens that the others are compared with: the chosen one, or the first. */
export function referenceLens({ lenses, comparison }: Requested): Lens {
  return lenses.find(({ id }) => id === comparison.reference) ?? lenses[0]!;
}

/** The lens that another one's maps are measured against: the reference, and for the reference the next one. */
export function counterpart(requested: Requested, id: LensId): Lens | undefined {
  const reference = referenceLens(requested);
  return reference.id === id ? requested.lenses.find((lens) => lens.id !== id) : reference;
}

/** Gives one lens another content. */
export function changeLens(requested: Requested, id: LensId, change: Partial<LensContent>): Requested {
  const lenses = requested.lenses.map((lens) => (lens.id === id ? { ...lens, ...change } : lens));
  return { ...requested, lenses };
}

/** Puts a lens after another one, or at the end, and makes it the active one; unchanged where there is no room. */
export function insertLens(requested: Requested, content: LensContent, after?: LensId): Requested {
  const { lenses } = requested;
  if (lenses.length >= LARGEST_LENS_COUNT) return requested;
  const lens: Lens = { ...content, id: freeId(lenses) };
  const place = lenses.findIndex(({ id }) => id === after);
  const next = lenses.toSpliced(place < 0 ? lenses.length : place + 1, 0, lens);
  return inColumns({ ...requested, lenses: next, active: lens.id });
}

/** Takes a lens away, unless it is the last one; its neighbour becomes the active one. */
export function removeLens(requested: Requested, id: LensId): Requested {
  const place = requested.lenses.findIndex((lens) => lens.id === id);
  if (place < 0 || requested.lenses.length === 1) return requested;
  const lenses = requested.lenses.toSpliced(place, 1);
  const active = requested.active === id ? lenses[Math.min(place, lenses.length - 1)]!.id : requested.active;
  return settleComparison({ ...requested, lenses, active });
}

/** Lets two lenses change places. */
export function swapLenses(requested: Requested, a: LensId, b: LensId): Requested {
  const { lenses } = requested;
  const [from, to] = [a, b].map((id) => lenses.find((lens) => lens.id === id));
  if (!from || !to) return requested;
  return { ...requested, lenses: lenses.map((lens) => (lens === from ? to : lens === to ? from : lens)) };
}

/** Replaces all lenses. Those that run the same as before keep their names, and so their traces. */
export function applyPreset(requested: Requested, { lenses: contents }: Preset): Requested {
  const free = [...requested.lenses];
  const lenses: Lens[] = [];
  for (const content of contents.slice(0, LARGEST_LENS_COUNT)) {
    const same = free.findIndex((lens) => contentKey(lens) === contentKey(content));
    const [kept] = same < 0 ? [] : free.splice(same, 1);
    lenses.push(kept ?? { ...content, id: freeId([...requested.lenses, ...lenses]) });
  }
  const next = { ...requested, lenses, active: lenses[0]!.id };
  return settleComparison(lenses.length > 1 ? inColumns(next) : next);
}

function inColumns(requested: Requested): Requested {
  return { ...requested, comparison: { ...requested.comparison, layout: 'columns' } };
}

/** A single lens is shown alone, and nothing is compared with a lens that is gone. */
function settleComparison(requested: Requested): Requested {
  const { lenses, comparison } = requested;
  return {
    ...requested,
    comparison: {
      ...comparison,
      layout: lenses.length === 1 ? 'single' : comparison.layout,
      reference: lenses.find(({ id }) => id === comparison.reference)?.id,
    },
  };
}

function freeId(lenses: readonly Lens[]): LensId {
  const numbers = lenses.map(({ id }) => Number(id.replace('lens-', '')));
  return `lens-${Math.max(0, ...numbers) + 1}`;
}

/**
 * Interventions belong to the model that they were made for. So may a size; only the embedded variants share theirs.
 */
export function changeModel(
  requested: Requested,
  model: ModelChoice,
  id: LensId = requested.active,
): Requested {
  const former = requested.lenses.find((lens) => lens.id === id);
  const isVariant = former?.model.kind === 'embedded' && model.kind === 'embedded';
  const next = changeLens(requested, id, { model, interventions: {} });
  return isVariant ? next : { ...next, framing: { fit: 'publisher' } };
}

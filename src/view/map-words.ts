import type { FrameField, MapPlaces } from '../core/analysis/map-places.ts';
import { formatShare, formatValue } from './numbers.ts';

/** What a map's numbers are: parts of a whole, with what the whole is called, or a level at each place. */
export type MapQuantity =
  | { readonly kind: 'mass'; readonly whole: string }
  | { readonly kind: 'level' }
  /** Several numbers at each place, which have no largest. */
  | { readonly kind: 'colours' };

const DOWN = ['upper', 'middle', 'lower'] as const;
const ACROSS = ['left', 'middle', 'right'] as const;

/** A field by name: "upper left", "centre". */
export function fieldName({ down, across }: Pick<FrameField, 'down' | 'across'>): string {
  return down === 1 && across === 1 ? 'centre' : `${DOWN[down]} ${ACROSS[across]}`;
}

/** Where a map's values lie, as a sentence: "42 % of its attention lies in the upper left." */
export function placesInWords(places: MapPlaces, quantity: MapQuantity): string {
  switch (quantity.kind) {
    case 'mass':
      return massInWords(places, quantity.whole);
    case 'level':
      return levelInWords(places);
    case 'colours':
      return '';
  }
}

function massInWords({ fields, isEven }: MapPlaces, whole: string): string {
  const [first, second] = [...fields].sort((a, b) => b.share - a.share);
  if (first === undefined || first.share === 0) return 'There is none on the patches.';
  if (isEven)
    return `Spread evenly over the image; each ninth has at most ${formatShare(first.share)} ${whole}.`;
  const also =
    second && second.share >= first.share / 2
      ? `, ${formatShare(second.share)} in the ${fieldName(second)}`
      : '';
  return `${formatShare(first.share)} ${whole} lies in the ${fieldName(first)}${also}.`;
}

function levelInWords({ fields }: MapPlaces): string {
  const order = fields.filter(({ mean }) => Number.isFinite(mean)).sort((a, b) => b.mean - a.mean);
  const [highest, lowest] = [order[0], order.at(-1)];
  if (highest === undefined || lowest === undefined) return '';
  if (highest.mean === lowest.mean) return `${formatValue(highest.mean)} everywhere, on average.`;
  return `Highest in the ${fieldName(highest)}, ${formatValue(highest.mean)} on average; lowest in the ${fieldName(lowest)}, ${formatValue(lowest.mean)}.`;
}

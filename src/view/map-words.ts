import * as words from '#words/view/map-words.ts';
import type { FrameField, MapPlaces } from '../core/analysis/map-places.ts';
import { formatShare, formatValue } from './numbers.ts';

/** What a map's numbers are: parts of a whole, with what the whole is called, or a level at each place. */
export type MapQuantity =
  | { readonly kind: 'mass'; readonly whole: string }
  | { readonly kind: 'level' }
  /** Several numbers at each place, which have no largest. */
  | { readonly kind: 'colours' };

/** A field by name: "upper left", "centre". */
export function fieldName({ down, across }: Pick<FrameField, 'down' | 'across'>): string {
  return words.fields[down]![across]!;
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
  if (first === undefined || first.share === 0) return words.none;
  const named = (field: FrameField) => ({ share: formatShare(field.share), field: fieldName(field) });
  const most = named(first);
  if (isEven) return words.even(most.share, whole);
  return second && second.share >= first.share / 2
    ? words.mostAndNext(whole, most, named(second))
    : words.most(most.share, whole, most.field);
}

function levelInWords({ fields }: MapPlaces): string {
  const order = fields.filter(({ mean }) => Number.isFinite(mean)).sort((a, b) => b.mean - a.mean);
  const [highest, lowest] = [order[0], order.at(-1)];
  if (highest === undefined || lowest === undefined) return '';
  if (highest.mean === lowest.mean) return words.sameEverywhere(formatValue(highest.mean));
  const named = (field: FrameField) => ({ value: formatValue(field.mean), field: fieldName(field) });
  return words.highestAndLowest(named(highest), named(lowest));
}

import { joined } from '#words/grammar.ts';
import * as words from '#words/view/text-alternatives.ts';
import { mapPlaces } from '../core/analysis/map-places.ts';
import type { NormSite } from '../core/analysis/norm-sites.ts';
import { findOutliers, type OutlierRule } from '../core/analysis/outliers.ts';
import { patchCount, patchValues, tokenName } from '../core/vit/token-layout.ts';
import type { ComparedMap } from '../state/compared-maps.ts';
import type { Displayed } from '../state/displayed.ts';
import type { TokenMap } from '../state/layer-maps.ts';
import { isAttentionMap, type MapKind } from '../state/requested.ts';
import { layerNorms, type TraceRecord } from '../state/trace-record.ts';
import { formatMapValue } from './map-value.ts';
import { type MapQuantity, placesInWords } from './map-words.ts';
import { formatDifference, formatShare } from './numbers.ts';
import { mapPhrase, shareNote, stagePhrase } from './wording.ts';

/** A map to be told in words. */
export interface ToldMap {
  readonly layer: number;
  readonly kind: MapKind;
  /** Undefined where the layer has not run or has not been read. */
  readonly map: TokenMap | ComparedMap | undefined;
}

/** What a map is told with: the rule that says which norms are outliers, and what norms are of. */
export interface ToldWith {
  readonly rule: OutlierRule;
  readonly site: NormSite;
}

/** A map in words: what it shows, where its mass lies, its largest patches, special tokens, outliers. */
export function mapSummary(
  { displayed, record }: { readonly displayed: Displayed; readonly record: TraceRecord },
  { layer, kind, map }: ToldMap,
  { rule, site }: ToldWith,
): string {
  const { layout } = displayed.start;
  const title = words.title(layer, mapPhrase(kind));
  if (map === undefined) return joined([title, words.notComputed]);
  const isDifference = 'kind' in map && map.kind === 'difference';
  const question = isDifference ? words.difference : words.shown(stagePhrase(displayed, kind, site));
  // Which patches are outliers does not depend on what is looked at, unless it is norms.
  const norms = layerNorms(record, layer, kind.kind === 'norm' ? site : 'output');
  const outliers = findOutliers(patchValues(layout, norms), rule).indices;
  const quantity = isDifference ? LEVEL : quantityOf(displayed, kind);
  const places = mapPlaces(layout, map.tokens, outliers);
  const value = (token: number) =>
    isDifference ? formatDifference(map.tokens[token]!) : formatMapValue(map, token);
  const largest = places.largest.map((place) => ({ ...place, value: value(place.token) }));
  const special = places.special.map(({ token, share }) => ({
    name: tokenName(layout, token),
    value: value(token),
    share: quantity.kind === 'mass' ? formatShare(share) : undefined,
  }));
  return joined([
    title,
    question,
    words.grid(layout.rows, layout.columns),
    placesInWords(places, quantity),
    quantity.kind === 'colours' ? '' : words.largestPatches(largest),
    special.length > 0 ? words.specialTokens(special) : '',
    words.outliers(
      outliers.length,
      patchCount(layout),
      quantity.kind === 'mass' ? formatShare(places.markedShare) : undefined,
    ),
  ]);
}

/** The beginning of a summary: what the map is and where its mass lies, to be read out after a change. */
export function mapInShort(
  displayed: Displayed,
  { layer, kind, map }: ToldMap,
  site: NormSite,
): string | undefined {
  if (map === undefined) return undefined;
  const places = mapPlaces(displayed.start.layout, map.tokens);
  const [largest] = places.largest;
  const quantity = 'kind' in map && map.kind === 'difference' ? LEVEL : quantityOf(displayed, kind);
  return joined([
    words.title(layer, mapPhrase(kind)),
    words.shown(stagePhrase(displayed, kind, site)),
    placesInWords(places, quantity),
    largest && quantity.kind !== 'colours' ? words.largest(largest) : '',
  ]);
}

const LEVEL: MapQuantity = { kind: 'level' };

/** What the numbers of a map are. */
export function quantityOf({ attention }: Displayed, kind: MapKind): MapQuantity {
  if (kind.kind === 'pca') return { kind: 'colours' };
  if (!isAttentionMap(kind) || attention.reading === 'gate') return LEVEL;
  if (kind.kind === 'rollout') return { kind: 'mass', whole: words.wholes.flow };
  if (kind.kind === 'max' || kind.kind === 'range') return { kind: 'mass', whole: words.wholes.sum };
  return { kind: 'mass', whole: shareNote(attention.reading) };
}

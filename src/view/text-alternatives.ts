import { mapPlaces } from '../core/analysis/map-places.ts';
import type { NormSite } from '../core/analysis/norm-sites.ts';
import { findOutliers, type OutlierRule } from '../core/analysis/outliers.ts';
import { patchCount, patchValues, type TokenLayout, tokenName } from '../core/vit/token-layout.ts';
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
  const title = `Layer ${layer}, ${mapPhrase(kind)}.`;
  if (map === undefined) return `${title} Not computed yet.`;
  const isDifference = 'kind' in map && map.kind === 'difference';
  const question = isDifference
    ? 'Difference from the reference lens.'
    : `${stagePhrase(displayed, kind, site)}.`;
  // Which patches are outliers does not depend on what is looked at, unless it is norms.
  const norms = layerNorms(record, layer, kind.kind === 'norm' ? site : 'output');
  const outliers = findOutliers(patchValues(layout, norms), rule).indices;
  const quantity = isDifference ? LEVEL : quantityOf(displayed, kind);
  const places = mapPlaces(layout, map.tokens, outliers);
  const value = (token: number) =>
    isDifference ? formatDifference(map.tokens[token]!) : formatMapValue(map, token);
  const largest = places.largest.map(
    ({ row, column, token }) => `row ${row}, column ${column}: ${value(token)}`,
  );
  const special = places.special.map(
    ({ token, share }) =>
      `${tokenName(layout, token)} ${value(token)}${quantity.kind === 'mass' ? `, ${formatShare(share)}` : ''}`,
  );
  return [
    title,
    question,
    `${layout.rows} rows of ${layout.columns} patches, counted from 0.`,
    placesInWords(places, quantity),
    quantity.kind === 'colours' ? '' : `Largest patches: ${largest.join('; ')}.`,
    special.length > 0 ? `Special tokens: ${special.join('; ')}.` : '',
    outliersInWords(layout, outliers.length, quantity.kind === 'mass' ? places.markedShare : undefined),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
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
  const where =
    largest && quantity.kind !== 'colours' ? `Largest: row ${largest.row}, column ${largest.column}.` : '';
  return `Layer ${layer}, ${mapPhrase(kind)}. ${stagePhrase(displayed, kind, site)}. ${placesInWords(places, quantity)} ${where}`.trim();
}

const LEVEL: MapQuantity = { kind: 'level' };

/** What the numbers of a map are. */
export function quantityOf({ attention }: Displayed, kind: MapKind): MapQuantity {
  if (kind.kind === 'pca') return { kind: 'colours' };
  if (!isAttentionMap(kind) || attention.reading === 'gate') return LEVEL;
  if (kind.kind === 'rollout') return { kind: 'mass', whole: 'of the flow' };
  if (kind.kind === 'max' || kind.kind === 'range') return { kind: 'mass', whole: 'of the map’s sum' };
  return { kind: 'mass', whole: shareNote(attention.reading) };
}

/** "25 of 400 patches are outliers by norm and hold 60 %." */
function outliersInWords(layout: TokenLayout, count: number, share: number | undefined): string {
  const total = patchCount(layout);
  if (count === 0) return `None of ${total} patches is an outlier by norm.`;
  const held = share === undefined ? '' : ` and ${count === 1 ? 'holds' : 'hold'} ${formatShare(share)}`;
  return `${count} of ${total} patches ${count === 1 ? 'is an outlier' : 'are outliers'} by norm${held}.`;
}

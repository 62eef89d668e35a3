import type { NormSite } from '../core/analysis/norm-sites.ts';
import { patchValues, prefixCount, specialTokens, tokenName } from '../core/vit/token-layout.ts';
import type { Displayed } from '../state/displayed.ts';
import { formatMapValue } from './map-value.ts';
import type { ShownMap } from './use-shown.ts';
import { mapPhrase, stagePhrase } from './wording.ts';

/** The staged map in words: what it shows, its largest patches and the special tokens' values. */
export function mapSummary(displayed: Displayed, { layer, kind, map }: ShownMap, site: NormSite): string {
  const { layout } = displayed.start;
  const title = `Layer ${layer}, ${mapPhrase(kind)}.`;
  if (map === undefined) return `${title} Not computed yet.`;
  const question = `${stagePhrase(displayed, kind, site)}.`;
  const values = patchValues(layout, map.tokens);
  const largest = largestThree(values);
  const patches = largest
    .map(
      (patch) =>
        `row ${Math.floor(patch / layout.columns)}, column ${patch % layout.columns}: ${formatMapValue(map, patch + prefixCount(layout))}`,
    )
    .join('; ');
  const special = specialTokens(layout)
    .map((token) => `${tokenName(layout, token)} ${formatMapValue(map, token)}`)
    .join(', ');
  const grid = `${layout.columns} by ${layout.rows} patches`;
  return `${title} ${question} ${grid}. Largest patches: ${patches}.${special && ` Special tokens: ${special}.`}`;
}

/** Where the largest values are, the first one first where some are equal. */
function largestThree(values: Float32Array): number[] {
  const best: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (best.length === 3 && !(values[i]! > values[best[2]!]!)) continue;
    const place = best.findIndex((other) => values[i]! > values[other]!);
    best.splice(place < 0 ? best.length : place, 0, i);
    best.length = Math.min(best.length, 3);
  }
  return best;
}

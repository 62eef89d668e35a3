import { patchValues, specialTokens, tokenName } from '../core/vit/token-layout.ts';
import type { Displayed } from '../state/displayed.ts';
import { formatValue } from './numbers.ts';
import type { ShownMap } from './use-shown.ts';
import { mapPhrase, stagePhrase } from './wording.ts';

/** The staged map in words: what it shows, its largest patches and the special tokens' values. */
export function mapSummary(displayed: Displayed, { layer, kind, map }: ShownMap): string {
  const { layout } = displayed.start;
  const title = `Layer ${layer}, ${mapPhrase(kind)}.`;
  if (map === undefined) return `${title} Not computed yet.`;
  const question = `${stagePhrase(displayed, kind)}.`;
  const values = patchValues(layout, map.tokens);
  const largest = [...values.keys()].sort((a, b) => values[b]! - values[a]!).slice(0, 3);
  const patches = largest
    .map(
      (patch) =>
        `row ${Math.floor(patch / layout.columns)}, column ${patch % layout.columns}: ${formatValue(values[patch]!)}`,
    )
    .join('; ');
  const special = specialTokens(layout)
    .map((token) => `${tokenName(layout, token)} ${formatValue(map.tokens[token]!)}`)
    .join(', ');
  const grid = `${layout.columns} by ${layout.rows} patches`;
  return `${title} ${question} ${grid}. Largest patches: ${patches}.${special && ` Special tokens: ${special}.`}`;
}

import { fixed } from '#words/grammar.ts';
import * as words from '#words/view/combining.ts';
import * as numbers from '#words/view/numbers.ts';
import type { HeadWeights } from '../../core/analysis/combined-heads.ts';
import { type CombinedKind, type Combining, withinDepth } from '../../state/combining.ts';
import type { Displayed, ShownRollout } from '../../state/displayed.ts';
import { attentionPhrase, queryPhrase } from '../wording.ts';

/** What a combined map shows and where it comes from, as a sentence without its stop. */
export function combinedPhrase(
  displayed: Displayed,
  { layer, kind }: { readonly layer: number; readonly kind: CombinedKind },
  combining: Combining,
): string {
  const { start, attention } = displayed;
  switch (kind) {
    case 'weighted':
      return words.combined(
        attentionPhrase(start.layout, attention),
        weightsPhrase(combining.weights, start.heads),
      );
    case 'range': {
      const first = withinDepth(combining.range.start, start.depth);
      if (layer < first) return words.beforeRange(first);
      return words.combined(
        attentionPhrase(start.layout, attention),
        words.range(first, layer, rangeHeads(combining)),
      );
    }
    case 'rollout':
      return rolloutPhrase(displayed, layer);
  }
}

function rolloutPhrase({ start, status, rollout }: Displayed, layer: number): string {
  if (rollout === undefined) {
    return status === 'running' ? words.rolloutWaits : words.rollingOut;
  }
  const { start: first, heads, identity, discard } = rollout.question.options;
  if (layer < first) return words.beforeRollout(first);
  if (layer >= rollout.layers) return words.notRun;
  const discarded = discard > 0 ? percent(discard) : undefined;
  const flow = flowPhrase(start.layout, rollout);
  return words.rollout(flow, { first, last: layer, heads, identity, discarded });
}

/** Which way a rollout is read. */
function flowPhrase(layout: Displayed['start']['layout'], { question }: ShownRollout): string {
  const { tokens, direction } = question;
  if (tokens === 'all') return words.flow.intoAll;
  const isSet = tokens.length > 1;
  const name = queryPhrase(layout, { token: tokens[0]!, tokens: isSet ? tokens : undefined });
  return direction === 'row' ? words.flow.into(name, isSet) : words.flow.outOf(name, isSet);
}

/** Weights that nobody has changed are the mean. */
function rangeHeads({ range, weights }: Combining): Combining['range']['heads'] {
  return range.heads === 'weighted' && Object.keys(weights).length === 0 ? 'mean' : range.heads;
}

/** At most this many weights are read out one by one. */
const LISTED_HEADS = 4;

function weightsPhrase(weights: HeadWeights, heads: number): string {
  const own = Array.from({ length: heads }, (_, head) => weights[head] ?? 1);
  const used = [...own.keys()].filter((head) => own[head]! > 0);
  if (used.length === 0) return words.weights.none;
  if (own.every((weight) => weight === own[0])) return words.weights.alike(heads);
  if (used.length > LISTED_HEADS) return words.weights.some(used.length, heads);
  if (used.length === 1) return words.weights.one(used[0]!);
  return words.weights.few(used.map((head) => ({ head, weight: own[head]! })));
}

/** A share as a whole percentage. */
export function percent(share: number): string {
  return numbers.percent(fixed(share * 100, 0));
}

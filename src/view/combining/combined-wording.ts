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
      return `${attentionPhrase(start.layout, attention)}: ${weightsPhrase(combining.weights, start.heads)}`;
    case 'range': {
      const first = withinDepth(combining.range.start, start.depth);
      if (layer < first) return `The range starts at layer ${first}: choose a layer from there on`;
      const layers = first === layer ? `layer ${layer}` : `mean of layers ${first} to ${layer}`;
      return `${attentionPhrase(start.layout, attention)}: ${layers}, ${headsPhrase(combining)}`;
    }
    case 'rollout':
      return rolloutPhrase(displayed, layer);
  }
}

function rolloutPhrase({ start, status, rollout }: Displayed, layer: number): string {
  if (rollout === undefined) {
    return status === 'running' ? 'Rollout follows when all layers have run' : 'Rolling out the attention…';
  }
  const { options } = rollout.question;
  if (layer < options.start) {
    return `This rollout starts at layer ${options.start}: choose a layer from there on`;
  }
  if (layer >= rollout.layers) return 'This layer has not run';
  const discarding =
    options.discard > 0
      ? `, the lowest ${percent(options.discard)} of each layer’s weights discarded as in vit-explain`
      : '';
  return (
    `${flowPhrase(start.layout, rollout)}: rollout from layer ${options.start} to ${layer}, ` +
    `${options.heads} of heads, ${options.identity ? 'with' : 'without'} identity${discarding} ` +
    '(Abnar & Zuidema 2020)'
  );
}

/** Which way a rollout is read. */
function flowPhrase(layout: Displayed['start']['layout'], { question }: ShownRollout): string {
  const { tokens, direction } = question;
  if (tokens === 'all') return 'What flows into all tokens on average';
  const isSet = tokens.length > 1;
  const name = queryPhrase(layout, { token: tokens[0]!, tokens: isSet ? tokens : undefined });
  if (direction === 'row') return `What flows into ${name}${isSet ? ', mean of the set' : ''}`;
  return isSet ? `Where ${name} flow to, mean of the set` : `Where ${name} flows to`;
}

function headsPhrase({ range, weights }: Combining): string {
  if (range.heads !== 'weighted') return `${range.heads} of heads in each`;
  return Object.keys(weights).length === 0 ? 'mean of heads in each' : 'weighted heads in each';
}

/** At most this many weights are read out one by one. */
const LISTED_HEADS = 4;

function weightsPhrase(weights: HeadWeights, heads: number): string {
  const own = Array.from({ length: heads }, (_, head) => weights[head] ?? 1);
  const used = [...own.keys()].filter((head) => own[head]! > 0);
  if (used.length === 0) return 'no head has a weight, so there is nothing to show';
  if (own.every((weight) => weight === own[0])) return `mean of all ${heads} heads, weighted alike`;
  if (used.length > LISTED_HEADS) return `mean of ${used.length} of ${heads} heads by your weights`;
  const list = used.map((head) => `head ${head} × ${own[head]}`).join(', ');
  return used.length === 1 ? `head ${used[0]} alone` : `mean by your weights: ${list}`;
}

/** A share as a whole percentage. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

import { integer } from '../grammar.ts';

/** What each measure is, exactly. */
export const definitions = {
  'sink-share':
    'Sink share: attention that goes to the tokens whose norms stand out, mean over all queries, 0 to 1.',
  entropy:
    'Entropy: of the attention rows, mean over all queries, in nats; low where attention is concentrated.',
  similarity: 'Similarity: cosine of the map to the one on the stage, over patches; 1 for the same picture.',
  distance:
    'Distance: Jensen–Shannon, to the same head of the other lens, over all tokens, each map made to add up to 1; 0 where nothing changed, 1 where nothing is shared.',
};

export const keeps = 'Heads that are kept';
export const kept = { 'at-least': 'at least', 'at-most': 'at most' };
export const limitOf = (measure: string) => `Limit of the ${measure}`;
export const others = 'The other heads';
export const dimmed = { label: 'dim', hint: 'The other heads stay, pale' };
export const hidden = { label: 'hide', hint: 'The other heads are not drawn, and not listed' };
export const keptOf = (count: number, all: number) => `${integer(count)} of ${integer(all)} heads`;

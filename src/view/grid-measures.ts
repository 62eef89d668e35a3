import type { HeadMeasure } from '../core/analysis/head-measures.ts';
import type { GridView } from '../state/requested.ts';

/** What heads can be ordered and filtered by, each with its definition. */
export const MEASURES: readonly { value: HeadMeasure; label: string; hint: string }[] = [
  {
    value: 'sink-share',
    label: 'sink share',
    hint: 'Share of the attention that goes to the sinks, mean over all queries. Sinks are the tokens whose norms stand out.',
  },
  {
    value: 'entropy',
    label: 'entropy',
    hint: 'Entropy of the attention rows in nats, mean over all queries: low where attention is concentrated.',
  },
  {
    value: 'similarity',
    label: 'similarity to stage',
    hint: 'Cosine of the map to the one on the stage, over patches: 1 for the same picture.',
  },
  {
    value: 'distance',
    label: 'distance to lens',
    hint: 'Jensen–Shannon distance to the same head of the other lens, over all tokens, each map made to add up to 1: 0 where nothing changed, 1 where nothing is shared (Lin 1991; Endres & Schindelin 2003).',
  },
];

/** A measure by name. */
export function measureLabel(order: GridView['order']): string {
  return MEASURES.find(({ value }) => value === order)?.label ?? 'layers';
}

import * as words from '#words/view/grid-measures.ts';
import type { HeadMeasure } from '../core/analysis/head-measures.ts';

/** What heads can be ordered and filtered by. */
export const MEASURES: readonly { value: HeadMeasure; label: string }[] = (
  ['sink-share', 'entropy', 'similarity', 'distance'] as const
).map((value) => ({ value, label: words.measures[value] }));

/** A measure by name; empty for the order by layers. */
export function measureLabel(order: HeadMeasure | 'layers'): string {
  return order === 'layers' ? '' : words.measures[order];
}

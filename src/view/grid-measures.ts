import type { HeadMeasure } from '../core/analysis/head-measures.ts';

/** What heads can be ordered and filtered by. */
export const MEASURES: readonly { value: HeadMeasure; label: string }[] = [
  { value: 'sink-share', label: 'sink share' },
  { value: 'entropy', label: 'entropy' },
  { value: 'similarity', label: 'similarity to stage' },
  { value: 'distance', label: 'distance to lens' },
];

/** A measure by name; empty for the order by layers. */
export function measureLabel(order: HeadMeasure | 'layers'): string {
  return MEASURES.find(({ value }) => value === order)?.label ?? '';
}

import type { ChartMeasure } from '../../state/requested.ts';

/** The charts by layer below the columns: a lens has one line in each. */
export const COMPARED: readonly ChartMeasure[] = ['outliers', 'max-over-median', 'sink-share', 'entropy'];

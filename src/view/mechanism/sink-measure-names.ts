import * as words from '#words/view/mechanism/sinks.tsx';

export type MeasureName = keyof typeof words.measures;

const ORDER: readonly MeasureName[] = ['sinkShare', 'entropy', 'valueNormRatio', 'stableRank', 'kind'];

/** The measures as they are offered, each with its definition and source. */
export const MEASURES = ORDER.map((value) => ({ value, ...words.measures[value] }));

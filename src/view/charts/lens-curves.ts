import * as words from '#words/view/charts.ts';
import type { OutlierRule } from '../../core/analysis/outliers.ts';
import { type CurveOptions, layerCurves, type RunProgress, sinksOf } from '../../state/layer-curves.ts';
import type { ChartMeasure } from '../../state/requested.ts';
import type { TraceRecord } from '../../state/trace-record.ts';
import type { ChartLine } from './chart-geometry.ts';
import { sinksPhrase } from './measures.ts';

/** One lens's run in a chart; `letter` is empty where it is the only one. */
export interface ChartedLens {
  readonly place: number;
  readonly letter: string;
  readonly record: TraceRecord;
  readonly run: RunProgress;
}

/** The lines of a measure, one for each lens, or where a lens stands alone one for each of the measure's curves. */
export function chartLines(
  measure: ChartMeasure,
  lenses: readonly ChartedLens[],
  options: CurveOptions,
): ChartLine[] {
  return lenses.flatMap(({ place, letter, record, run }) =>
    layerCurves(measure, record, run, options).map(({ name, values }, index) => ({
      key: `${letter} ${name}`,
      name: letter || (words.curves[name] ?? ''),
      place,
      isSecond: index > 0,
      values,
    })),
  );
}

/** Which sinks each lens's share is of. */
export function sinksNote(lenses: readonly ChartedLens[], rule: OutlierRule): string {
  const phrases = lenses.map(({ letter, record, run }) => ({
    letter,
    sinks: sinksPhrase(sinksOf(record, run, rule)),
  }));
  return phrases.length === 1 ? phrases[0]!.sinks : words.sinksByLens(phrases);
}

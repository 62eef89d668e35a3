import { shareOf } from '#words/view/charts.ts';
import type { ChartMeasure } from '../../state/requested.ts';
import type { Scope } from '../../state/scope.ts';
import { type ChartedLens, chartLines, sinksNote } from '../charts/lens-curves.ts';
import { MEASURES, measureNote } from '../charts/measures.ts';
import { COMPARED } from '../lenses/compared-measures.ts';
import { normSiteName } from '../wording.ts';
import type { ChartFigure } from './charts-scene.ts';
import type { Fact, Subject } from './facts.ts';
import { comparedExports, lensFacts } from './lenses-figure-data.ts';

/** The charts by layer that are on the screen, and which lenses they are of. */
export interface ExportedCharts {
  readonly charts: readonly ChartFigure[];
  /** Each lens's model, where there are several. */
  readonly lensFacts: readonly Fact[];
}

/** The measures that the page shows by layer; none while it shows a histogram. */
export function chartedMeasures({ state }: Pick<Subject, 'state'>): readonly ChartMeasure[] {
  const { comparison, numbers } = state.requested;
  if (comparison.layout === 'columns') return COMPARED;
  return numbers.chart === 'histogram' ? [] : [numbers.chart];
}

/** The charts as numbers and words. */
export function exportedCharts(scope: Scope, subject: Subject): ExportedCharts {
  const { state } = subject;
  const { look, normSite, comparison } = state.requested;
  const isCompared = comparison.layout === 'columns';
  const exports = isCompared ? comparedExports(scope, state) : [];
  const lenses: ChartedLens[] = isCompared
    ? exports.flatMap(({ letter, subject: own }, place) =>
        own ? [{ place, letter, record: own.record, run: own.displayed }] : [],
      )
    : [{ place: 0, letter: '', record: subject.record, run: subject.displayed }];
  const depth = Math.max(1, ...lenses.map(({ run }) => run.start.depth));
  const charts = chartedMeasures(subject).map((measure) => {
    const drawn = MEASURES[measure];
    const note = measureNote(measure, { rule: look.rule, site: normSiteName(normSite) });
    return {
      measure,
      title: drawn.title,
      note: measure === 'sink-share' ? shareOf(note, sinksNote(lenses, look.rule)) : note,
      lines: chartLines(measure, lenses, { rule: look.rule, site: normSite }),
      depth,
      axis: drawn.isNorm ? look.normScale : ('linear' as const),
      isCount: drawn.isCount,
    };
  });
  return { charts, lensFacts: lensFacts(exports) };
}

/** The curves as a table: a line a layer, a column a curve; what a lens has not got is empty. */
export function chartsToCsv({ charts }: ExportedCharts, lines: readonly string[]): string {
  const curves = namedCurves(charts);
  const depth = Math.max(0, ...charts.map((chart) => chart.depth));
  const rows = Array.from({ length: depth }, (_, layer) => [
    layer,
    ...curves.map(({ values }) => {
      const value = values[layer];
      return value === undefined ? '' : Number.isFinite(value) ? value : 'nan';
    }),
  ]);
  const head = ['layer', ...curves.map(({ name }) => name)];
  const comments = lines.map((line) => `# ${line.replace(/[\r\n]+/g, ' ')}`);
  return `${[...comments, ...[head, ...rows].map((cells) => cells.join(','))].join('\n')}\n`;
}

/** The curves as JSON. */
export function chartsToJson({ charts }: ExportedCharts, facts: Readonly<Record<string, string>>): string {
  const curves = namedCurves(charts).map(({ name, values }) => ({
    name,
    values: values.map((value) => (Number.isFinite(value) ? value : null)),
  }));
  return `${JSON.stringify({ format: 'sinkscope-curves', version: 1, ...facts, curves }, undefined, 1)}\n`;
}

/** "norms largest", "entropy b": the same in every language. */
function namedCurves(charts: ExportedCharts['charts']) {
  return charts.flatMap(({ measure, lines }) =>
    lines.map(({ key, values }) => ({ name: `${measure} ${key.trim()}`.trim(), values })),
  );
}

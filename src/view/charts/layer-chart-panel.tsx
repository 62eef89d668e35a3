import { useMemo, useState } from 'react';
import * as words from '#words/view/charts.ts';
import type { ChartMeasure } from '../../state/requested.ts';
import { useLensId, useLensView } from '../lens-context.tsx';
import { useScope, useScopeState } from '../scope-context.tsx';
import { useStagedLayer } from '../use-shown.ts';
import { normSiteName } from '../wording.ts';
import { LayerChart } from './layer-chart.tsx';
import { chartLines, sinksNote } from './lens-curves.ts';
import { MEASURES, measureNote } from './measures.ts';

/** The lens's measure of all layers. */
export function LayerChartPanel({ measure }: { measure: ChartMeasure }) {
  const scope = useScope();
  const lens = useLensId();
  const start = useLensView(({ displayed }) => displayed?.start);
  const layersDone = useLensView(({ displayed }) => displayed?.layersDone ?? 0);
  const finalNormLayers = useLensView(({ displayed }) => displayed?.finalNormLayers ?? 0);
  const { rule, normScale } = useScopeState((state) => state.requested.look);
  const site = useScopeState((state) => state.requested.normSite);
  const { map } = useScopeState((state) => state.requested.staged);
  const current = useStagedLayer();
  const [pointed, setPointed] = useState<number>();
  const record = start && scope.record(lens, start.trace);
  const { lines, sinks } = useMemo(() => {
    if (!start || !record) return { lines: [], sinks: '' };
    const lenses = [{ place: 0, letter: '', record, run: { start, layersDone, finalNormLayers } }];
    return { lines: chartLines(measure, lenses, { rule, site }), sinks: sinksNote(lenses, rule) };
  }, [measure, record, start, layersDone, finalNormLayers, rule, site]);
  const drawn = MEASURES[measure];
  const note = measureNote(measure, { rule, site: normSiteName(site) });
  return (
    <LayerChart
      measure={drawn}
      note={measure === 'sink-share' ? words.shareOf(note, sinks) : note}
      lines={lines}
      depth={start?.depth ?? 1}
      axis={drawn.isNorm ? normScale : 'linear'}
      current={current}
      pointed={pointed}
      onPoint={setPointed}
      onStage={(layer) => scope.stage({ layer, map })}
    />
  );
}

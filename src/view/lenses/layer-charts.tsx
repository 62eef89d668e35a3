import { useMemo, useState } from 'react';
import * as words from '#words/view/lenses/compare.ts';
import { stagedMap } from '../../state/displayed.ts';
import { LayerChart } from '../charts/layer-chart.tsx';
import { type ChartedLens, chartLines, sinksNote } from '../charts/lens-curves.ts';
import { MEASURES, measureNote } from '../charts/measures.ts';
import { useScope, useScopeState } from '../scope-context.tsx';
import { normSiteName } from '../wording.ts';
import { COMPARED } from './compared-measures.ts';
import styles from './layer-charts.module.css';
import { type LensTrace, useSettledTraces } from './use-lens-traces.ts';

/** What changes from layer to layer, one line for each lens. */
export function LayerCharts({ lenses }: { lenses: readonly LensTrace[] }) {
  const scope = useScope();
  const staged = useScopeState((state) => state.requested.staged);
  const { rule, normScale } = useScopeState((state) => state.requested.look);
  const site = useScopeState((state) => state.requested.normSite);
  const [pointed, setPointed] = useState<number>();
  const settled = useSettledTraces(lenses);
  const charts = useMemo(() => {
    const charted = settled.flatMap(({ letter, shown }, place): ChartedLens[] =>
      shown ? [{ place, letter, record: shown.record, run: shown.displayed }] : [],
    );
    return COMPARED.map((measure) => {
      const note = measureNote(measure, { rule, site: normSiteName(site) });
      return {
        measure,
        lines: chartLines(measure, charted, { rule, site }),
        note: measure === 'sink-share' ? `${note}: ${sinksNote(charted, rule)}` : note,
      };
    });
  }, [settled, rule, site]);
  const first = lenses.find(({ shown }) => shown !== undefined)?.shown?.displayed;
  const depth = Math.max(1, ...settled.map(({ shown }) => shown?.displayed.start.depth ?? 1));
  return (
    <section className={styles.charts} aria-label={words.byLayer}>
      {charts.map(({ measure, lines, note }) => (
        <LayerChart
          key={measure}
          measure={MEASURES[measure]}
          note={note}
          lines={lines}
          depth={depth}
          axis={MEASURES[measure].isNorm ? normScale : 'linear'}
          current={first && stagedMap(staged, first).layer}
          pointed={pointed}
          onPoint={setPointed}
          onStage={(layer) => scope.stage({ layer, map: staged.map })}
        />
      ))}
    </section>
  );
}

import { Suspense, useMemo, useState } from 'react';
import * as words from '#words/view/lenses/compare.ts';
import { stagedMap } from '../../state/displayed.ts';
import type { QueryTarget } from '../../state/query-target.ts';
import { lazy } from '../lazy-part.tsx';
import { Part } from '../page-options-context.tsx';
import { useScopeState } from '../scope-context.tsx';
import { useMedia } from '../use-media.ts';
import { CompareGutter } from './compare-gutter.tsx';
import { CompareLegend } from './compare-legend.tsx';
import { CompareToolbar } from './compare-toolbar.tsx';
import styles from './compare-view.module.css';
import { EffectsTable } from './effects-table.tsx';
import { LayerCharts } from './layer-charts.tsx';
import { LensColumn } from './lens-column.tsx';
import { useCompared } from './use-compared.ts';
import { useLensTraces } from './use-lens-traces.ts';
import { useStagedNorms } from './use-staged-norms.ts';

// Of models with a text tower alone.
const PromptSection = lazy(async () => ({
  default: (await import('../prompts/prompt-section.tsx')).PromptSection,
}));

/** Two to four lenses side by side on the same image, and what each of them does beside the reference. */
export function CompareView() {
  const lenses = useLensTraces();
  const compared = useCompared(lenses);
  const { entries, domain } = useStagedNorms(lenses);
  const staged = useScopeState((state) => state.requested.staged);
  const [pointed, setPointed] = useState<QueryTarget>();
  const first = lenses.find(({ shown }) => shown !== undefined)?.shown;
  const aspect = first ? first.displayed.start.frame.width / first.displayed.start.frame.height : 1;
  const Gutter = useMedia('(width < 1000px)') ? CompareLegend : CompareGutter;
  const style = useMemo(
    () => ({ '--lenses': lenses.length, '--aspect': aspect }) as React.CSSProperties,
    [lenses.length, aspect],
  );
  return (
    <section className={styles.view} aria-label={words.name} style={style}>
      <Part name="compare-tools">
        <CompareToolbar lenses={lenses} />
      </Part>
      <div className={styles.columns}>
        <Gutter
          lenses={lenses}
          stage={compared.stage}
          layer={first && stagedMap(staged, first.displayed).layer}
          pointed={pointed}
        />
        {lenses.map((trace, place) => (
          <LensColumn
            key={trace.lens.id}
            trace={trace}
            place={place}
            compared={compared}
            norms={entries[place]}
            domain={domain}
            pointed={pointed}
            onPoint={setPointed}
          />
        ))}
      </div>
      {lenses.some(({ shown }) => shown?.displayed.model.spec.text) && (
        <Suspense>
          <PromptSection lenses={lenses} />
        </Suspense>
      )}
      <EffectsTable lenses={lenses} />
      <LayerCharts lenses={lenses} />
    </section>
  );
}

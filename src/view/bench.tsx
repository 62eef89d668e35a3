import { Suspense, useMemo, useRef, useState } from 'react';
import * as words from '#words/view/bench.ts';
import { AttentionGrid } from './attention-grid.tsx';
import styles from './bench.module.css';
import { largestZoom, normGeometry } from './bench-geometry.ts';
import { useBenchLayout } from './bench-layout.ts';
import { BenchPlaces } from './bench-places.tsx';
import { BenchTabs } from './bench-tabs.tsx';
import { classNames } from './class-names.ts';
import type { HeadRanking } from './grid-arrangement.ts';
import { GridScale } from './grid-scale.tsx';
import { Labels } from './labels.tsx';
import { LayerDetail } from './layer-detail.tsx';
import { lazy } from './lazy-part.tsx';
import { useLensView } from './lens-context.tsx';
import { NormHead } from './norm-head.tsx';
import { NormTable } from './norm-table.tsx';
import { Part } from './page-options-context.tsx';
import { useScope, useScopeState } from './scope-context.tsx';
import { SelectField } from './select-field.tsx';
import { useNormLayers } from './use-shown.ts';
import { SCALES } from './wording.ts';

const FeaturesHead = lazy(async () => ({
  default: (await import('./features/features-panel.tsx')).FeaturesHead,
}));
const FeaturesPanel = lazy(async () => ({
  default: (await import('./features/features-panel.tsx')).FeaturesPanel,
}));
const GridTools = lazy(async () => ({ default: (await import('./grid-tools.tsx')).GridTools }));

// Of models with a text tower alone.
const LensPrompts = lazy(async () => ({
  default: (await import('./prompts/lens-prompts.tsx')).LensPrompts,
}));

/** All layers and heads beside the norms of all layers, in rows that line up; on a narrow screen one at a time. */
export function Bench() {
  const scope = useScope();
  const hasText = useLensView(({ displayed }) => displayed?.model.spec.text !== undefined);
  const scale = useScopeState((state) => state.requested.look.scale);
  const isFeatures = useScopeState((state) => state.requested.features.isOpen);
  const tab = useScopeState((state) => state.requested.panels.layers);
  const [pointedCell, setPointedCell] = useState<string>();
  const [ranking, setRanking] = useState<HeadRanking>();
  const root = useRef<HTMLElement>(null);
  const maps = useRef<HTMLDivElement>(null);
  const { geometry, depth, widthPx, scrolls, isNarrow, style } = useBenchLayout(root, maps);
  const layers = useNormLayers();
  const norms = useMemo(() => normGeometry(geometry), [geometry]);
  const scaleField = (
    <SelectField
      label={words.scale}
      value={scale}
      options={SCALES}
      onChange={(value) => scope.changeLook({ scale: value })}
    />
  );
  return (
    <section
      ref={root}
      className={styles.bench}
      aria-label={words.name}
      data-tab={isNarrow ? tab : undefined}
      data-place={isFeatures ? 'features' : undefined}
      style={style}
    >
      <div ref={maps} className={styles.maps} />
      {isNarrow && (
        <Part name="places">
          <BenchTabs tab={tab} />
        </Part>
      )}
      <header className={styles.attentionHead}>
        {!isNarrow && (
          <Part name="places">
            <BenchPlaces />
          </Part>
        )}
        {isFeatures ? (
          <Suspense>
            <FeaturesHead />
          </Suspense>
        ) : (
          <Suspense
            fallback={
              <>
                {scaleField}
                <div className={styles.toolsPlace} />
              </>
            }
          >
            <Part name="grid-tools">
              <GridTools largestZoom={largestZoom(geometry)} onRanking={setRanking}>
                {scaleField}
              </GridTools>
            </Part>
          </Suspense>
        )}
      </header>
      <Part name="norms">
        <NormHead className={styles.normHead} />
      </Part>
      {isFeatures ? (
        <Suspense fallback={<div className={styles.features} />}>
          <FeaturesPanel
            className={styles.features}
            geometry={geometry}
            freeWidthPx={isNarrow ? widthPx : undefined}
          />
        </Suspense>
      ) : (
        <Part name="grid">
          <AttentionGrid className={styles.grid} fit={geometry} ranking={ranking} onPoint={setPointedCell} />
        </Part>
      )}
      <Part name="norms">
        <NormTable
          className={classNames(styles.norms, norms !== geometry && styles.scrollingNorms)}
          layers={layers}
          depth={depth}
          geometry={norms}
          withMaps={scrolls}
        />
      </Part>
      {!isFeatures && (
        <Part name="grid-scale">
          <GridScale className={styles.gridScale} pointed={pointedCell} />
        </Part>
      )}
      <div className={styles.detail}>
        <Part name="detail">
          <LayerDetail layers={layers} />
        </Part>
        <Part name="labels">
          <Labels />
        </Part>
        {hasText && (
          <Part name="prompts">
            <Suspense>
              <LensPrompts />
            </Suspense>
          </Part>
        )}
      </div>
    </section>
  );
}

import { Suspense, useMemo, useRef, useState } from 'react';
import * as words from '#words/view/bench.ts';
import { columnGroups, gridColumns } from '../state/grid-columns.ts';
import type { Panels } from '../state/panels.ts';
import type { GridView } from '../state/requested.ts';
import { AttentionGrid } from './attention-grid.tsx';
import styles from './bench.module.css';
import { benchGeometry, gridHeadPx, gridWidthPx, largestZoom, normGeometry } from './bench-geometry.ts';
import { BenchPlaces } from './bench-places.tsx';
import { classNames } from './class-names.ts';
import type { HeadRanking } from './grid-arrangement.ts';
import { GridScale } from './grid-scale.tsx';
import { handleKey } from './keys.ts';
import { Labels } from './labels.tsx';
import { LayerDetail } from './layer-detail.tsx';
import { lazy } from './lazy-part.tsx';
import { useLensView } from './lens-context.tsx';
import { NormHead } from './norm-head.tsx';
import { NormTable } from './norm-table.tsx';
import { Part } from './page-options-context.tsx';
import { LIST_KEYS, steppedTo } from './place-keys.ts';
import { useScope, useScopeState } from './scope-context.tsx';
import { SelectField } from './select-field.tsx';
import { useElementSize } from './use-element-size.ts';
import { UNKNOWN_SHAPE } from './use-grid-arrangement.ts';
import { useMedia } from './use-media.ts';
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

/** Headings, tools, column names, colour bar and detail, which the rows share the height with. */
const FIXED_HEIGHT_PX = 340;
/** A filter's limit. */
const FILTER_HEIGHT_PX = 42;
/** What a measure is. */
const DEFINITION_HEIGHT_PX = 34;
/** With less, the tools of the grid have no room beside each other. */
const LEAST_GRID_PX = 440;
/** Histogram, counts, median and largest norm. */
const NORM_WIDTH_PX = 340;

/** With less width, attention and norms take turns. */
const LEAST_WIDTH_PX = 640;

/** All layers and heads beside the norms of all layers, in rows that line up; on a narrow screen one at a time. */
export function Bench() {
  const scope = useScope();
  const start = useLensView(({ displayed }) => displayed?.start);
  const hasText = useLensView(({ displayed }) => displayed?.model.spec.text !== undefined);
  const scale = useScopeState((state) => state.requested.look.scale);
  const scrolls = useMedia('(width < 1000px)');
  const isFeatures = useScopeState((state) => state.requested.features.isOpen);
  const combined = useScopeState((state) => state.requested.combining.columns);
  const tab = useScopeState((state) => state.requested.panels.layers);
  const [pointedCell, setPointedCell] = useState<string>();
  const [ranking, setRanking] = useState<HeadRanking>();
  const root = useRef<HTMLElement>(null);
  const { widthPx, heightPx } = useElementSize(root);
  const layers = useNormLayers();
  const isNarrow = scrolls || (widthPx > 0 && widthPx < LEAST_WIDTH_PX);
  const { depth, heads, frame } = start ?? UNKNOWN_SHAPE;
  const aspect = frame.width / frame.height;
  const groups = useMemo(() => columnGroups(gridColumns(heads, combined)), [heads, combined]);
  const fixedPx = FIXED_HEIGHT_PX + useScopeState(({ requested }) => toolsHeightPx(requested.grid));
  const geometry = useMemo(() => {
    const space = {
      widthPx: isNarrow ? widthPx : widthPx - NORM_WIDTH_PX,
      heightPx: scrolls ? undefined : heightPx - fixedPx,
    };
    return benchGeometry({ ...space, layers: depth, groups, aspect });
  }, [isNarrow, scrolls, widthPx, heightPx, fixedPx, depth, groups, aspect]);
  const norms = useMemo(() => normGeometry(geometry), [geometry]);
  const gridPx = Math.max(LEAST_GRID_PX, gridWidthPx(groups, geometry) + 4);
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
      style={
        { '--grid-width': `${gridPx}px`, '--grid-head': `${gridHeadPx(geometry)}px` } as React.CSSProperties
      }
    >
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
            <AttentionGrid
              className={styles.grid}
              fit={geometry}
              ranking={ranking}
              onPoint={setPointedCell}
            />
          </Part>
        )}
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

/** On a narrow screen: attention, features and norms, one at a time. */
function BenchTabs({ tab }: { tab: Panels['layers'] }) {
  const scope = useScope();
  const isFeatures = useScopeState((state) => state.requested.features.isOpen);
  const current = tab === 'norms' ? 'norms' : isFeatures ? 'features' : 'attention';
  const choose = (name: TabName) => {
    scope.arrangePanels({ layers: name === 'norms' ? 'norms' : 'attention' });
    if (name !== 'norms') scope.changeFeatures({ isOpen: name === 'features' });
  };
  return (
    <div
      className={styles.tabs}
      role="tablist"
      aria-label={words.placesName}
      onKeyDown={(event) =>
        handleKey(LIST_KEYS, event, {
          step: (step) => {
            const to = steppedTo(step, TABS.indexOf(current), TABS.length);
            choose(TABS[to]!);
            event.currentTarget.querySelectorAll('button')[to]?.focus();
          },
        })
      }
    >
      {TABS.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={current === name}
          tabIndex={current === name ? 0 : -1}
          onClick={() => choose(name)}
        >
          {words.places[name]}
        </button>
      ))}
    </div>
  );
}

type TabName = 'attention' | 'features' | 'norms';

const TABS: readonly TabName[] = ['attention', 'features', 'norms'];

/** Of what stands below the tools of the grid. */
function toolsHeightPx({ order, filter }: GridView): number {
  const definition = order === 'layers' && filter === undefined ? 0 : DEFINITION_HEIGHT_PX;
  return definition + (filter ? FILTER_HEIGHT_PX : 0);
}

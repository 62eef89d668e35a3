import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { AttentionGrid } from './attention-grid.tsx';
import styles from './bench.module.css';
import { benchGeometry, gridWidthPx } from './bench-geometry.ts';
import { BenchPlaces } from './bench-places.tsx';
import { GridScale } from './grid-scale.tsx';
import { Labels } from './labels.tsx';
import { LayerDetail } from './layer-detail.tsx';
import { useLensView } from './lens-context.tsx';
import { NormHead } from './norm-head.tsx';
import { NormTable } from './norm-table.tsx';
import { useScope, useScopeState } from './scope-context.tsx';
import { SelectField } from './select-field.tsx';
import { useElementSize } from './use-element-size.ts';
import { useMedia } from './use-media.ts';
import { useNormLayers } from './use-shown.ts';
import { SCALES } from './wording.ts';

const FeaturesHead = lazy(async () => ({
  default: (await import('./features/features-panel.tsx')).FeaturesHead,
}));
const FeaturesPanel = lazy(async () => ({
  default: (await import('./features/features-panel.tsx')).FeaturesPanel,
}));
// Of models with a text tower alone.
const LensPrompts = lazy(async () => ({
  default: (await import('./prompts/lens-prompts.tsx')).LensPrompts,
}));

/** Headings, column names, colour bar and detail, which the rows share the height with. */
const FIXED_HEIGHT_PX = 300;
/** Histogram, counts, median and largest norm. */
const NORM_WIDTH_PX = 340;

/** The shape of the grid before the first model has said its own: the embedded one's. */
const UNKNOWN = { depth: 6, heads: 6, frame: { width: 1, height: 1 } };

/** With less width, attention and norms take turns. */
const LEAST_WIDTH_PX = 640;

type Tab = 'attention' | 'norms';

/** All layers and heads beside the norms of all layers, in rows that line up; on a narrow screen one at a time. */
export function Bench() {
  const scope = useScope();
  const start = useLensView(({ displayed }) => displayed?.start);
  const hasText = useLensView(({ displayed }) => displayed?.model.spec.text !== undefined);
  const scale = useScopeState((state) => state.requested.look.scale);
  const scrolls = useMedia('(width < 1000px)');
  const isFeatures = useScopeState((state) => state.requested.features.isOpen);
  const extra = useScopeState((state) => 2 + state.requested.combining.columns.length);
  const [tab, setTab] = useState<Tab>('attention');
  const [pointedCell, setPointedCell] = useState<string>();
  const root = useRef<HTMLElement>(null);
  const { widthPx, heightPx } = useElementSize(root);
  const layers = useNormLayers();
  const isNarrow = scrolls || (widthPx > 0 && widthPx < LEAST_WIDTH_PX);
  const { depth, heads, frame } = start ?? UNKNOWN;
  const aspect = frame.width / frame.height;
  const geometry = useMemo(() => {
    const space = {
      widthPx: isNarrow ? widthPx : widthPx - NORM_WIDTH_PX,
      heightPx: scrolls ? undefined : heightPx - FIXED_HEIGHT_PX,
    };
    return benchGeometry({ ...space, layers: depth, heads, extra, aspect });
  }, [isNarrow, scrolls, widthPx, heightPx, depth, heads, extra, aspect]);
  const gridPx = gridWidthPx(heads, geometry, extra);
  return (
    <section
      ref={root}
      className={styles.bench}
      aria-label="Layers and heads"
      data-tab={isNarrow ? tab : undefined}
      data-place={isFeatures ? 'features' : undefined}
      style={{ '--grid-width': `${gridPx}px` } as React.CSSProperties}
    >
      {isNarrow && <BenchTabs tab={tab} onTab={setTab} />}
      <header className={styles.attentionHead}>
        {!isNarrow && <BenchPlaces />}
        {isFeatures ? (
          <Suspense>
            <FeaturesHead />
          </Suspense>
        ) : (
          <SelectField
            label="Scale"
            value={scale}
            options={SCALES}
            onChange={(value) => scope.changeLook({ scale: value })}
          />
        )}
      </header>
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
        <AttentionGrid className={styles.grid} geometry={geometry} onPoint={setPointedCell} />
      )}
      <NormTable
        className={styles.norms}
        layers={layers}
        depth={depth}
        geometry={geometry}
        withMaps={scrolls}
      />
      {!isFeatures && <GridScale className={styles.gridScale} pointed={pointedCell} />}
      <div className={styles.detail}>
        <LayerDetail layers={layers} />
        <Labels />
        {hasText && (
          <Suspense>
            <LensPrompts />
          </Suspense>
        )}
      </div>
    </section>
  );
}

/** On a narrow screen: attention, features and norms, one at a time. */
function BenchTabs({ tab, onTab }: { tab: Tab; onTab: (tab: Tab) => void }) {
  const scope = useScope();
  const isFeatures = useScopeState((state) => state.requested.features.isOpen);
  const current = tab === 'norms' ? 'norms' : isFeatures ? 'features' : 'attention';
  const choose = (name: TabName) => {
    onTab(name === 'norms' ? 'norms' : 'attention');
    if (name !== 'norms') scope.changeFeatures({ isOpen: name === 'features' });
  };
  return (
    <div
      className={styles.tabs}
      role="tablist"
      aria-label="Layers"
      onKeyDown={(event) => {
        if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
        event.stopPropagation();
        const step = event.key === 'ArrowRight' ? 1 : TABS.length - 1;
        choose(TABS[(TABS.indexOf(current) + step) % TABS.length]!);
      }}
    >
      {TABS.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={current === name}
          onClick={() => choose(name)}
        >
          {name[0]!.toUpperCase() + name.slice(1)}
        </button>
      ))}
    </div>
  );
}

type TabName = 'attention' | 'features' | 'norms';

const TABS: readonly TabName[] = ['attention', 'features', 'norms'];

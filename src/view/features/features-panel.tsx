import { useMemo, useState } from 'react';
import * as words from '#words/view/features.ts';
import { featureSites } from '../../core/analysis/features.ts';
import { stagedMap } from '../../state/displayed.ts';
import { type FeatureMapKind, isFeatureKind } from '../../state/feature-settings.ts';
import { type BenchGeometry, benchGeometry } from '../bench-geometry.ts';
import { classNames } from '../class-names.ts';
import { useScope, useScopeState } from '../scope-context.tsx';
import { Segmented } from '../segmented.tsx';
import { SelectField } from '../select-field.tsx';
import { useShownTrace } from '../use-shown.ts';
import { ComponentControls } from './component-controls.tsx';
import { FeatureLegend } from './feature-legend.tsx';
import { FeaturesGrid } from './features-grid.tsx';
import styles from './features-panel.module.css';

interface FeaturesPanelProps {
  readonly className?: string | undefined;
  /** Of the rows of the norms beside it. */
  readonly geometry: BenchGeometry;
  /** Where nothing stands beside it: the width that it may fill. */
  readonly freeWidthPx: number | undefined;
}

const SHOWS = (['similarity', 'pca'] as const).map((value) => ({ value, ...words.shows[value] }));

const SCALES = [
  { value: 'head', label: words.scale.own },
  { value: 'fixed', label: words.scale.fixed },
] as const;

/** What the table of features shows. */
export function FeaturesHead() {
  const scope = useScope();
  const shows = useScopeState((state) => state.requested.features.shows);
  const staged = useScopeState((state) => state.requested.staged);
  const scale = useScopeState((state) => state.requested.look.scale);
  return (
    <>
      <Segmented
        legend={words.shows.name}
        value={shows}
        options={SHOWS}
        onChange={(kind) => {
          scope.changeFeatures({ shows: kind });
          if (isFeatureKind(staged.map)) scope.stage({ ...staged, map: { ...staged.map, kind } });
        }}
      />
      {shows === 'similarity' && (
        <SelectField
          label={words.scale.name}
          value={scale === 'fixed' ? 'fixed' : 'head'}
          options={SCALES}
          onChange={(value) => scope.changeLook({ scale: value })}
        />
      )}
    </>
  );
}

/** Every layer's features at every site, as similarities to the query or as principal components. */
export function FeaturesPanel({ className, geometry, freeWidthPx }: FeaturesPanelProps) {
  const shown = useShownTrace();
  const shows = useScopeState((state) => state.requested.features.shows);
  const staged = useScopeState((state) => state.requested.staged);
  const [pointed, setPointed] = useState<string>();
  const start = shown?.displayed.start;
  const spec = shown?.displayed.model.spec;
  const own = useMemo(() => {
    if (freeWidthPx === undefined || start === undefined || spec === undefined) return geometry;
    const { frame, depth } = start;
    const aspect = frame.width / frame.height;
    return benchGeometry({
      widthPx: freeWidthPx,
      heightPx: undefined,
      layers: depth,
      groups: [featureSites(spec).length],
      aspect,
    });
  }, [geometry, freeWidthPx, start, spec]);
  const kinds = useMemo(
    () => (spec ? featureSites(spec).map((site): FeatureMapKind => ({ kind: shows, site })) : []),
    [spec, shows],
  );
  if (shown === undefined) return <div className={className} />;
  const cell = cellAt(pointed, kinds) ?? stagedMap(staged, shown.displayed);
  return (
    <div className={classNames(styles.panel, className)}>
      <FeaturesGrid shown={shown} kinds={kinds} geometry={own} onPoint={setPointed} />
      <div className={styles.side}>
        <FeatureLegend shown={shown} layer={cell.layer} map={cell.map} shows={shows} />
        {shows === 'pca' && <ComponentControls />}
      </div>
    </div>
  );
}

/** The cell "layer:column" under the pointer or in focus. */
function cellAt(key: string | undefined, kinds: readonly FeatureMapKind[]) {
  const [layer = 0, column = 0] = key?.split(':').map(Number) ?? [];
  const map = kinds[column];
  return key !== undefined && map ? { layer, map } : undefined;
}

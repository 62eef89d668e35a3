import type { Displayed } from '../../state/displayed.ts';
import { componentsPlace } from '../../state/feature-record.ts';
import type { FeatureSettings } from '../../state/feature-settings.ts';
import { tokenMap } from '../../state/layer-maps.ts';
import type { MapKind } from '../../state/requested.ts';
import type { TraceRecord } from '../../state/trace-record.ts';
import { ColourBar } from '../colour-bar.tsx';
import { useScopeState } from '../scope-context.tsx';
import { mapPhrase, similarityNote } from '../wording.ts';
import { ComponentLegend } from './component-legend.tsx';
import styles from './feature-legend.module.css';

interface FeatureLegendProps {
  readonly shown: { readonly displayed: Displayed; readonly record: TraceRecord };
  /** The map under the pointer, or the staged one. */
  readonly layer: number;
  readonly map: MapKind;
  readonly shows: FeatureSettings['shows'];
}

/** The scale of one map of the table, or how to begin. */
export function FeatureLegend({ shown: { displayed, record }, layer, map, shows }: FeatureLegendProps) {
  const { scale, normScale, palette } = useScopeState((state) => state.requested.look);
  if (map.kind !== shows) {
    return (
      <p className={styles.note}>
        {shows === 'similarity'
          ? 'How alike every patch is to the query, by the cosine of their features. Point at a patch of the image; press a map to put it on the stage.'
          : 'The directions in which patches differ most, as colours. Press a map to put it on the stage; each has a basis of its own, so colours of two maps do not compare.'}
      </p>
    );
  }
  const where = `Layer ${layer}, ${mapPhrase(map)}`;
  if (map.kind === 'pca') {
    return (
      <div className={styles.legend}>
        <h3>{where}</h3>
        <ComponentLegend known={record.features.components.get(componentsPlace(map.site, layer))} />
      </div>
    );
  }
  const scaled = tokenMap(record, displayed, { layer, map }, { scale, normScale });
  return (
    <div className={styles.legend}>
      <h3>{where}</h3>
      <ColourBar
        low={scaled?.low ?? 0}
        high={scaled?.high ?? 1}
        axis="linear"
        palette={palette}
        note={`${similarityNote(scale)}.`}
      />
    </div>
  );
}

import * as words from '#words/view/features.ts';
import type { Displayed } from '../../state/displayed.ts';
import { componentsPlace } from '../../state/feature-maps.ts';
import type { FeatureSettings } from '../../state/feature-settings.ts';
import { tokenMap } from '../../state/layer-maps.ts';
import type { MapKind } from '../../state/requested.ts';
import type { TraceRecord } from '../../state/trace-record.ts';
import { formatShare, formatValue } from '../numbers.ts';
import { useScopeState } from '../scope-context.tsx';
import { mapPhrase } from '../wording.ts';
import styles from './feature-legend.module.css';

interface FeatureLegendProps {
  readonly shown: { readonly displayed: Displayed; readonly record: TraceRecord };
  /** The map under the pointer, or the staged one. */
  readonly layer: number;
  readonly map: MapKind;
  readonly shows: FeatureSettings['shows'];
}

/** The numbers of one map of the table, and what the table shows. */
export function FeatureLegend(props: FeatureLegendProps) {
  const { layer, map, shows } = props;
  const value = useLegend(props);
  return (
    <div className={styles.legend}>
      <p className={styles.cell}>
        {map.kind === shows && (
          <>
            <strong>{words.cellHead(layer, mapPhrase(map))}</strong> {value ?? words.notComputed}
          </>
        )}
      </p>
      <p>{words.about[shows]}</p>
    </div>
  );
}

function useLegend({ shown: { displayed, record }, layer, map }: FeatureLegendProps): string | undefined {
  const { scale, normScale } = useScopeState((state) => state.requested.look);
  if (map.kind === 'pca') {
    const known = record.features?.components.get(componentsPlace(map.site, layer));
    const shares = known?.map?.explained.map((share) => formatShare(share));
    return known?.problem ?? (shares && words.variance(shares));
  }
  const scaled = tokenMap(record, displayed, { layer, map }, { scale, normScale });
  return scaled && words.range(formatValue(scaled.low), formatValue(scaled.high));
}

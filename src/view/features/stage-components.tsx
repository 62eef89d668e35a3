import * as words from '#words/view/components.ts';
import { stagedMap } from '../../state/displayed.ts';
import { componentsPlace } from '../../state/feature-maps.ts';
import { useScopeState } from '../scope-context.tsx';
import { useShownTrace } from '../use-shown.ts';
import { ComponentControls } from './component-controls.tsx';
import { ComponentLegend } from './component-legend.tsx';
import styles from './stage-components.module.css';

/** The legend of the staged components, and below it what they are made from, where nothing else offers it. */
export function StageComponents({ withControls }: { withControls: boolean }) {
  const shown = useShownTrace();
  const staged = useScopeState((state) => state.requested.staged);
  const isDifference = useScopeState(
    ({ requested: { comparison } }) => comparison.layout === 'columns' && comparison.shows === 'difference',
  );
  if (shown === undefined) return null;
  const { layer, map } = stagedMap(staged, shown.displayed);
  if (map.kind !== 'pca') return null;
  return (
    <div className={styles.components}>
      <ComponentLegend known={shown.record.features?.components.get(componentsPlace(map.site, layer))} />
      {isDifference && <p className={styles.note}>{words.noDifference}</p>}
      {withControls && <ComponentControls />}
    </div>
  );
}

import * as words from '#words/view/combining-panel.tsx';
import { LARGEST_DISCARD, type RolloutOptions } from '../../core/analysis/rollout.ts';
import { CheckField } from '../check-field.tsx';
import { useScope, useScopeState } from '../scope-context.tsx';
import { Segmented } from '../segmented.tsx';
import { percent } from './combined-wording.ts';
import styles from './combining-panel.module.css';
import { LayerField } from './layer-field.tsx';
import { ShareSlider } from './share-slider.tsx';

const HEADS = (['mean', 'max', 'min'] as const).map((value) => ({ value, ...words.rolloutHeads[value] }));

/** How the layers' matrices are made and from which one on they are multiplied. */
export function RolloutFields({ depth }: { depth: number }) {
  const scope = useScope();
  const rollout = useScopeState((state) => state.requested.combining.rollout);
  const set = (part: Partial<RolloutOptions>) => scope.combine({ rollout: { ...rollout, ...part } });
  return (
    <div className={styles.fields}>
      <LayerField layer={rollout.start} depth={depth} onChange={(start) => set({ start })} />
      <Segmented
        legend={words.rolloutHeads.name}
        value={rollout.heads}
        options={HEADS}
        onChange={(heads) => set({ heads })}
      />
      <CheckField
        checked={rollout.identity}
        hint={words.identity.hint}
        onChange={(identity) => set({ identity })}
      >
        {words.identity.label}
      </CheckField>
      <ShareSlider
        label={words.discard}
        value={rollout.discard}
        step={0.05}
        most={Math.floor(LARGEST_DISCARD * 20) / 20}
        text={percent(rollout.discard)}
        onChange={(discard) => set({ discard })}
      />
    </div>
  );
}

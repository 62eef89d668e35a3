import { type HeadFusion, LARGEST_DISCARD, type RolloutOptions } from '../../core/analysis/rollout.ts';
import { useScope, useScopeState } from '../scope-context.tsx';
import { Segmented } from '../segmented.tsx';
import { percent } from './combined-wording.ts';
import styles from './combining-panel.module.css';
import { LayerField } from './layer-field.tsx';
import { ShareSlider } from './share-slider.tsx';

const HEADS: readonly { value: HeadFusion; label: string; hint: string }[] = [
  { value: 'mean', label: 'mean', hint: 'Mean of the heads, as in the paper' },
  { value: 'max', label: 'max', hint: 'The largest head at each pair of tokens' },
  { value: 'min', label: 'min', hint: 'The smallest head at each pair of tokens' },
];

/** How the layers' matrices are made and from which one on they are multiplied. */
export function RolloutFields({ depth }: { depth: number }) {
  const scope = useScope();
  const rollout = useScopeState((state) => state.requested.combining.rollout);
  const set = (part: Partial<RolloutOptions>) => scope.combine({ rollout: { ...rollout, ...part } });
  return (
    <div className={styles.fields}>
      <LayerField layer={rollout.start} depth={depth} onChange={(start) => set({ start })} />
      <Segmented legend="Heads" value={rollout.heads} options={HEADS} onChange={(heads) => set({ heads })} />
      <label className={styles.check} title="For the residual connection: 0.5 · attention + 0.5 · identity">
        <input
          type="checkbox"
          checked={rollout.identity}
          onChange={({ target }) => set({ identity: target.checked })}
        />
        With identity, for the residual connection
      </label>
      <ShareSlider
        label="Discard lowest"
        value={rollout.discard}
        step={0.05}
        most={Math.floor(LARGEST_DISCARD * 20) / 20}
        text={percent(rollout.discard)}
        onChange={(discard) => set({ discard })}
      />
    </div>
  );
}

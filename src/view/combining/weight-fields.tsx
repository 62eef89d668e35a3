import { fixed } from '#words/grammar.ts';
import * as words from '#words/view/combining-panel.tsx';
import type { HeadWeights } from '../../core/analysis/combined-heads.ts';
import { withWeight } from '../../state/combining.ts';
import { useScope, useScopeState } from '../scope-context.tsx';
import styles from './combining-panel.module.css';
import { ShareSlider } from './share-slider.tsx';

/** A weight for every head. */
export function WeightFields({ heads }: { heads: number }) {
  const scope = useScope();
  const weights = useScopeState((state) => state.requested.combining.weights);
  const set = (next: HeadWeights) => scope.combine({ weights: next });
  return (
    <>
      <fieldset className={styles.weights} aria-label={words.weights}>
        {Array.from({ length: heads }, (_, head) => {
          const weight = weights[head] ?? 1;
          return (
            <ShareSlider
              // biome-ignore lint/suspicious/noArrayIndexKey: a head is its index.
              key={head}
              label={String(head)}
              name={words.weight(head)}
              value={weight}
              step={0.05}
              text={fixed(weight, 2)}
              onChange={(value) => set(withWeight(weights, head, value))}
            />
          );
        })}
      </fieldset>
      <div className={styles.buttons}>
        <button type="button" className={styles.button} onClick={() => set({})}>
          {words.all(1)}
        </button>
        <button
          type="button"
          className={styles.button}
          onClick={() => set({ ...new Array<number>(heads).fill(0) })}
        >
          {words.all(0)}
        </button>
      </div>
    </>
  );
}

import { DEFAULT_COMBINING } from '../../state/combining.ts';
import { FIRST_TOKEN } from '../../state/query-target.ts';
import { useScope, useScopeState } from '../scope-context.tsx';
import { percent } from './combined-wording.ts';
import styles from './combining-panel.module.css';
import { ShareSlider } from './share-slider.tsx';

/** The mask of the patches that hold most of the staged map's mass, and DINO's own picture. */
export function MaskFields({ depth }: { depth: number }) {
  const scope = useScope();
  const combining = useScopeState((state) => state.requested.combining);
  const map = useScopeState((state) => state.requested.staged.map);
  const { mask } = combining;
  const showAsDino = () =>
    scope.arrange({
      query: { target: FIRST_TOKEN, pinned: true },
      reading: 'attends-to',
      staged: { layer: depth - 1, map: map.kind === 'head' ? map : { kind: 'head', head: 0 } },
      combining: { ...combining, mask: { shown: true, share: DEFAULT_COMBINING.mask.share } },
    });
  return (
    <>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={mask.shown}
          onChange={({ target }) => scope.combine({ mask: { ...mask, shown: target.checked } })}
        />
        Only the patches that hold most of the map’s mass
      </label>
      <ShareSlider
        label="Mass"
        name="Share of the mass"
        value={mask.share}
        step={0.01}
        least={0.05}
        text={percent(mask.share)}
        onChange={(share) => scope.combine({ mask: { shown: true, share } })}
      />
      <div className={styles.buttons}>
        <button type="button" className={styles.button} onClick={showAsDino}>
          As DINO’s script shows it
        </button>
      </div>
      <p className={styles.about}>
        That is the row of CLS in the last layer, head by head, with the patches that hold{' '}
        {percent(DEFAULT_COMBINING.mask.share)} of its mass (visualize_attention.py, Caron et al. 2021). CLS
        and registers are no part of the mass.
      </p>
    </>
  );
}

import * as words from '#words/view/combining-panel.tsx';
import { DEFAULT_COMBINING } from '../../state/combining.ts';
import { FIRST_TOKEN } from '../../state/query-target.ts';
import { CheckField } from '../check-field.tsx';
import { useScope, useScopeState } from '../scope-context.tsx';
import { percent } from './combined-wording.ts';
import styles from './combining-panel.module.css';
import { ShareSlider } from './share-slider.tsx';

const SCRIPT = 'visualize_attention.py';

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
      <CheckField checked={mask.shown} onChange={(shown) => scope.combine({ mask: { ...mask, shown } })}>
        {words.mask.shown}
      </CheckField>
      <ShareSlider
        label={words.mask.share.label}
        name={words.mask.share.name}
        value={mask.share}
        step={0.01}
        least={0.05}
        text={percent(mask.share)}
        onChange={(share) => scope.combine({ mask: { shown: true, share } })}
      />
      <div className={styles.buttons}>
        <button type="button" className={styles.button} onClick={showAsDino}>
          {words.mask.asDino}
        </button>
      </div>
      <p className={styles.about}>
        {words.mask.about(percent(DEFAULT_COMBINING.mask.share), <span translate="no">{SCRIPT}</span>)}
      </p>
    </>
  );
}

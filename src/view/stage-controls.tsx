import * as words from '#words/view/stage.ts';
import { sequentialPalettes } from '../core/image/palette.ts';
import { useScope, useScopeState } from './scope-context.tsx';
import { Segmented } from './segmented.tsx';
import { SelectField } from './select-field.tsx';
import styles from './stage-controls.module.css';

const PALETTES = sequentialPalettes.map((name) => ({ value: name, label: words.palettes[name] ?? name }));

/** How the map lies over the image. */
export function StageControls() {
  const scope = useScope();
  const { opacity, smooth, palette } = useScopeState((state) => state.requested.look);
  const isComponents = useScopeState((state) => state.requested.staged.map.kind === 'pca');
  return (
    <div className={styles.controls}>
      <label className={styles.opacity}>
        <span>{words.opacity}</span>
        <input
          type="range"
          min="0"
          max="100"
          value={Math.round(opacity * 100)}
          aria-valuetext={words.percent(Math.round(opacity * 100))}
          onChange={(event) => scope.changeLook({ opacity: event.target.valueAsNumber / 100 })}
        />
      </label>
      <Segmented
        legend={words.drawing.legend}
        value={smooth ? 'smooth' : 'patches'}
        options={[
          { value: 'patches', label: words.drawing.patches, hint: words.drawing.patchesHint },
          { value: 'smooth', label: words.drawing.smooth, hint: words.drawing.smoothHint },
        ]}
        onChange={(value) => scope.changeLook({ smooth: value === 'smooth' })}
      />
      <SelectField
        label={words.palette}
        hint={isComponents ? words.paletteOfOthers : undefined}
        value={palette}
        options={PALETTES}
        onChange={(name) => scope.changeLook({ palette: name })}
      />
    </div>
  );
}

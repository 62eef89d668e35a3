import { sequentialPalettes } from '../core/image/palette.ts';
import { useScope, useScopeState } from './scope-context.tsx';
import { Segmented } from './segmented.tsx';
import { SelectField } from './select-field.tsx';
import styles from './stage-controls.module.css';

const PALETTES = sequentialPalettes.map((name) => ({ value: name, label: name }));

/** How the map lies over the image. */
export function StageControls() {
  const scope = useScope();
  const { opacity, smooth, palette } = useScopeState((state) => state.requested.look);
  return (
    <div className={styles.controls}>
      <label className={styles.opacity}>
        <span>Opacity</span>
        <input
          type="range"
          min="0"
          max="100"
          value={Math.round(opacity * 100)}
          aria-valuetext={`${Math.round(opacity * 100)} percent`}
          onChange={(event) => scope.changeLook({ opacity: event.target.valueAsNumber / 100 })}
        />
      </label>
      <Segmented
        legend="Drawing of the map"
        value={smooth ? 'smooth' : 'patches'}
        options={[
          { value: 'patches', label: 'patches', hint: 'One square per patch, as the model has it' },
          { value: 'smooth', label: 'smooth', hint: 'Interpolated between the centres of patches' },
        ]}
        onChange={(value) => scope.changeLook({ smooth: value === 'smooth' })}
      />
      <SelectField
        label="Palette"
        value={palette}
        options={PALETTES}
        onChange={(name) => scope.changeLook({ palette: name })}
      />
    </div>
  );
}

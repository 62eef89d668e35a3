import { describeRule } from '../../core/analysis/outliers.ts';
import type { FeatureSettings } from '../../state/feature-settings.ts';
import { useScope, useScopeState } from '../scope-context.tsx';
import { SelectField } from '../select-field.tsx';
import styles from './component-controls.module.css';

const BASES: readonly { value: FeatureSettings['basis']; label: string }[] = [
  { value: 'joint', label: 'joint' },
  { value: 'own', label: 'own each' },
];

const FOREGROUNDS: readonly { value: FeatureSettings['foreground']; label: string }[] = [
  { value: 'all', label: 'all' },
  { value: 'above', label: 'above threshold' },
  { value: 'below', label: 'below threshold' },
];

/** What the principal components are made from. */
export function ComponentControls() {
  const scope = useScope();
  const { basis, foreground, threshold, leavesOutOutliers } = useScopeState(
    (state) => state.requested.features,
  );
  const rule = useScopeState((state) => state.requested.look.rule);
  const isCompared = useScopeState((state) => state.requested.comparison.layout === 'columns');
  return (
    <div className={styles.controls}>
      {isCompared && (
        <SelectField
          label="Basis"
          value={basis}
          options={BASES}
          onChange={(value) => scope.changeFeatures({ basis: value })}
        />
      )}
      <SelectField
        label="Patches"
        value={foreground}
        options={FOREGROUNDS}
        onChange={(value) => scope.changeFeatures({ foreground: value })}
      />
      {foreground !== 'all' && (
        <label
          className={styles.range}
          title="On the first component, between its smallest and largest patch"
        >
          <span>Threshold</span>
          <input
            type="range"
            min="0"
            max="1"
            step="0.01"
            value={threshold}
            onChange={(event) => scope.changeFeatures({ threshold: event.target.valueAsNumber })}
          />
          <output>{threshold.toFixed(2)}</output>
        </label>
      )}
      <label className={styles.check} title={`By norm after the block: ${describeRule(rule)}`}>
        <input
          type="checkbox"
          checked={leavesOutOutliers}
          onChange={(event) => scope.changeFeatures({ leavesOutOutliers: event.target.checked })}
        />
        <span>Leave out high-norm patches</span>
      </label>
    </div>
  );
}

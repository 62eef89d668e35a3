import { fixed } from '#words/grammar.ts';
import * as words from '#words/view/components.ts';
import { describeRule } from '../../core/analysis/outliers.ts';
import { CheckField } from '../check-field.tsx';
import { useScope, useScopeState } from '../scope-context.tsx';
import { SelectField } from '../select-field.tsx';
import styles from './component-controls.module.css';

const BASES = (['joint', 'own'] as const).map((value) => ({ value, label: words.basis[value] }));

const FOREGROUNDS = (['all', 'above', 'below'] as const).map((value) => ({
  value,
  label: words.foreground[value],
}));

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
          label={words.basis.name}
          value={basis}
          options={BASES}
          onChange={(value) => scope.changeFeatures({ basis: value })}
        />
      )}
      <SelectField
        label={words.foreground.name}
        value={foreground}
        options={FOREGROUNDS}
        onChange={(value) => scope.changeFeatures({ foreground: value })}
      />
      {foreground !== 'all' && (
        <label className={styles.range} title={words.threshold.hint}>
          <span>{words.threshold.name}</span>
          <input
            type="range"
            min="0"
            max="1"
            step="0.01"
            value={threshold}
            onChange={(event) => scope.changeFeatures({ threshold: event.target.valueAsNumber })}
          />
          <output>{fixed(threshold, 2)}</output>
        </label>
      )}
      <CheckField
        checked={leavesOutOutliers}
        hint={words.leaveOut.hint(describeRule(rule))}
        onChange={(checked) => scope.changeFeatures({ leavesOutOutliers: checked })}
      >
        {words.leaveOut.label}
      </CheckField>
    </div>
  );
}

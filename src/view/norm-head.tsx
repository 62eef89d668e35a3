import { DEFAULT_RULES, type OutlierRule, type OutlierRuleKind } from '../core/analysis/outliers.ts';
import { classNames } from './class-names.ts';
import styles from './norm-head.module.css';
import { useScope, useScopeState } from './scope-context.tsx';
import { Segmented } from './segmented.tsx';
import { SelectField } from './select-field.tsx';

const RULES: readonly { value: OutlierRuleKind; label: string }[] = [
  { value: 'robust', label: 'median + 4 MAD' },
  { value: 'sigma', label: 'mean + 3 σ' },
  { value: 'quantile', label: '98th percentile' },
  { value: 'absolute', label: 'a fixed norm' },
];

/** Heading and settings of the norms. */
export function NormHead({ className }: { className?: string | undefined }) {
  const scope = useScope();
  const { rule, normScale } = useScopeState((state) => state.requested.look);
  return (
    <header className={classNames(styles.head, className)}>
      <h2 className={styles.heading}>Norms</h2>
      <SelectField
        label="Outliers"
        value={rule.kind}
        options={RULES}
        onChange={(kind) => scope.changeLook({ rule: DEFAULT_RULES[kind] })}
      />
      {rule.kind === 'absolute' && (
        <NormField rule={rule} onChange={(changed) => scope.changeLook({ rule: changed })} />
      )}
      <Segmented
        legend="Scale of the norms"
        value={normScale}
        options={[
          {
            value: 'log',
            label: 'log',
            hint: 'Equal steps are equal ratios: artifacts do not dwarf the rest',
          },
          { value: 'linear', label: 'linear', hint: 'From 0: shows how far artifacts stand out' },
        ]}
        onChange={(axis) => scope.changeLook({ normScale: axis })}
      />
    </header>
  );
}

type AbsoluteRule = Extract<OutlierRule, { kind: 'absolute' }>;

function NormField({ rule, onChange }: { rule: AbsoluteRule; onChange: (rule: AbsoluteRule) => void }) {
  return (
    <input
      type="number"
      className={styles.number}
      aria-label="Norm above which a token is an outlier"
      min="0"
      step="any"
      defaultValue={rule.norm}
      onChange={(event) => {
        const norm = event.target.valueAsNumber;
        if (Number.isFinite(norm) && norm >= 0) onChange({ kind: 'absolute', norm });
      }}
    />
  );
}

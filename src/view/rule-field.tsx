import { DEFAULT_RULES, type OutlierRule, type OutlierRuleKind } from '../core/analysis/outliers.ts';
import styles from './rule-field.module.css';
import { useScope, useScopeState } from './scope-context.tsx';
import { SelectField } from './select-field.tsx';

const RULES: readonly { value: OutlierRuleKind; label: string }[] = [
  { value: 'robust', label: 'median + 4 MAD' },
  { value: 'sigma', label: 'mean + 3 σ' },
  { value: 'quantile', label: '98th percentile' },
  { value: 'multiple', label: '4 × median' },
  { value: 'absolute', label: 'a fixed norm' },
];

/** When the norm of a patch counts as an outlier. */
export function RuleField({ label }: { label: string }) {
  const scope = useScope();
  const rule = useScopeState((state) => state.requested.look.rule);
  return (
    <>
      <SelectField
        label={label}
        value={rule.kind}
        options={RULES}
        onChange={(kind) => scope.changeLook({ rule: DEFAULT_RULES[kind] })}
      />
      {rule.kind === 'absolute' && (
        <NormField rule={rule} onChange={(changed) => scope.changeLook({ rule: changed })} />
      )}
    </>
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

import { useEffect, useState } from 'react';
import { DEFAULT_RULES, type OutlierRule, type OutlierRuleKind } from '../core/analysis/outliers.ts';
import styles from './rule-field.module.css';
import { useScope, useScopeState } from './scope-context.tsx';
import { SelectField } from './select-field.tsx';

/** The number of a rule: how it is named, where it may lie, and how it is written. */
interface RuleNumber {
  readonly label: string;
  readonly least: number;
  readonly most?: number;
  readonly step: number;
  read(rule: OutlierRule): number;
  write(value: number): OutlierRule;
}

/** When the norm of a patch counts as an outlier. */
export function RuleField({ label }: { label: string }) {
  const scope = useScope();
  const rule = useScopeState((state) => state.requested.look.rule);
  return (
    <span className={styles.rule}>
      <SelectField
        label={label}
        value={rule.kind}
        options={Object.values(DEFAULT_RULES).map((offered) => {
          const each = offered.kind === rule.kind ? rule : offered;
          return { value: each.kind, label: ruleName(each) };
        })}
        onChange={(kind) => scope.changeLook({ rule: DEFAULT_RULES[kind] })}
      />
      <NumberInput
        key={rule.kind}
        number={NUMBERS[rule.kind]}
        rule={rule}
        onChange={(changed) => scope.changeLook({ rule: changed })}
      />
    </span>
  );
}

function ruleName(rule: OutlierRule): string {
  switch (rule.kind) {
    case 'robust':
      return `median + ${rule.k} MAD`;
    case 'sigma':
      return `mean + ${rule.sigmas} σ`;
    case 'quantile':
      return `${percentOf(rule.share)}th percentile`;
    case 'multiple':
      return `${rule.factor} × median`;
    case 'absolute':
      return 'a fixed norm';
  }
}

const NUMBERS: { readonly [Kind in OutlierRuleKind]: RuleNumber } = {
  robust: {
    label: 'How many MAD above the median',
    least: 0,
    step: 0.5,
    read: (rule) => (rule.kind === 'robust' ? rule.k : 0),
    write: (k) => ({ kind: 'robust', k }),
  },
  sigma: {
    label: 'How many standard deviations above the mean',
    least: 0,
    step: 0.5,
    read: (rule) => (rule.kind === 'sigma' ? rule.sigmas : 0),
    write: (sigmas) => ({ kind: 'sigma', sigmas }),
  },
  quantile: {
    label: 'Percentile of the patches',
    least: 0,
    most: 100,
    step: 0.5,
    read: (rule) => (rule.kind === 'quantile' ? percentOf(rule.share) : 0),
    write: (percent) => ({ kind: 'quantile', share: percent / 100 }),
  },
  multiple: {
    label: 'How many times the median',
    least: 0,
    step: 0.5,
    read: (rule) => (rule.kind === 'multiple' ? rule.factor : 0),
    write: (factor) => ({ kind: 'multiple', factor }),
  },
  absolute: {
    label: 'Norm above which a token is an outlier',
    least: 0,
    step: 5,
    read: (rule) => (rule.kind === 'absolute' ? rule.norm : 0),
    write: (norm) => ({ kind: 'absolute', norm }),
  },
};

interface NumberInputProps {
  readonly number: RuleNumber;
  readonly rule: OutlierRule;
  readonly onChange: (rule: OutlierRule) => void;
}

/** What is no number in range is not taken over. */
function NumberInput({ number, rule, onChange }: NumberInputProps) {
  const { label, least, most, step, read, write } = number;
  const value = read(rule);
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  return (
    <input
      type="number"
      className={styles.number}
      aria-label={label}
      title={label}
      min={least}
      max={most}
      step={step}
      value={text}
      onChange={({ target }) => {
        setText(target.value);
        const changed = target.valueAsNumber;
        const isInRange = changed >= least && changed <= (most ?? changed);
        if (Number.isFinite(changed) && isInRange && changed !== value) onChange(write(changed));
      }}
      onBlur={() => setText(String(value))}
    />
  );
}

function percentOf(share: number): number {
  return Number((share * 100).toFixed(2));
}

import { useEffect, useState } from 'react';
import * as words from '#words/view/layer-detail.ts';
import { DEFAULT_RULES, type OutlierRule } from '../core/analysis/outliers.ts';
import styles from './rule-field.module.css';
import { useScope, useScopeState } from './scope-context.tsx';
import { SelectField } from './select-field.tsx';

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
      <NumberInput key={rule.kind} rule={rule} onChange={(changed) => scope.changeLook({ rule: changed })} />
    </span>
  );
}

function ruleName(rule: OutlierRule): string {
  switch (rule.kind) {
    case 'robust':
      return words.rules.robust(rule.k);
    case 'sigma':
      return words.rules.sigma(rule.sigmas);
    case 'quantile':
      return words.rules.quantile(percentOf(rule.share));
    case 'multiple':
      return words.rules.multiple(rule.factor);
    case 'absolute':
      return words.rules.absolute;
  }
}

function numberOf(rule: OutlierRule): number {
  switch (rule.kind) {
    case 'robust':
      return rule.k;
    case 'sigma':
      return rule.sigmas;
    case 'quantile':
      return percentOf(rule.share);
    case 'multiple':
      return rule.factor;
    case 'absolute':
      return rule.norm;
  }
}

function withNumber({ kind }: OutlierRule, value: number): OutlierRule {
  switch (kind) {
    case 'robust':
      return { kind, k: value };
    case 'sigma':
      return { kind, sigmas: value };
    case 'quantile':
      return { kind, share: value / 100 };
    case 'multiple':
      return { kind, factor: value };
    case 'absolute':
      return { kind, norm: value };
  }
}

interface NumberInputProps {
  readonly rule: OutlierRule;
  readonly onChange: (rule: OutlierRule) => void;
}

/** What is no number in range is not taken over. */
function NumberInput({ rule, onChange }: NumberInputProps) {
  const value = numberOf(rule);
  const name = words.ruleNumbers[rule.kind];
  const most = rule.kind === 'quantile' ? 100 : undefined;
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  return (
    <input
      type="number"
      className={styles.number}
      aria-label={name}
      title={name}
      min={0}
      max={most}
      step="any"
      value={text}
      onChange={({ target }) => {
        setText(target.value);
        const changed = target.valueAsNumber;
        if (changed >= 0 && changed <= (most ?? changed) && Number.isFinite(changed) && changed !== value)
          onChange(withNumber(rule, changed));
      }}
      onBlur={() => setText(String(value))}
    />
  );
}

function percentOf(share: number): number {
  return Number((share * 100).toFixed(2));
}

import * as words from '#words/view/mechanism/finder.tsx';
import { DEFAULT_RULES, type OutlierRule } from '../../core/analysis/outliers.ts';
import type { FinderRequest } from '../../engine/neuron-finder.ts';
import { SelectField } from '../select-field.tsx';
import { ControlRow } from './control-row.tsx';
import controls from './controls.module.css';
import { NumberField } from './number-field.tsx';

const RULES = (['robust', 'sigma', 'quantile', 'multiple', 'absolute'] as const).map((value) => ({
  value,
  label: words.rules[value],
}));

interface FinderSettingsProps {
  readonly settings: FinderRequest;
  readonly depth: number;
  readonly automatic: { readonly layer: number; readonly detectLayer: number } | undefined;
  readonly onChange: (settings: FinderRequest) => void;
}

/** What counts as a high norm, where it is looked for, and which neurons count. */
export function FinderSettings({ settings, depth, automatic, onChange }: FinderSettingsProps) {
  const { rule, detectLayer, highestLayer, sparsityFilter } = settings;
  return (
    <>
      <ControlRow label={words.highNorm} hint={words.highNormHint}>
        <SelectField
          label={words.highNorm}
          hidesLabel
          value={rule.kind}
          options={RULES}
          onChange={(kind) => onChange({ ...settings, rule: DEFAULT_RULES[kind] })}
        />
        <RuleValue rule={rule} onChange={(changed) => onChange({ ...settings, rule: changed })} />
      </ControlRow>
      <ControlRow label={words.detectLayer} hint={words.detectLayerHint}>
        <LayerChoice
          label={words.detectLayerLabel}
          value={detectLayer}
          automatic={automatic?.detectLayer}
          depth={depth}
          onChange={(layer) => onChange(withLayer(settings, 'detectLayer', layer))}
        />
      </ControlRow>
      <ControlRow label={words.highestLayer} hint={words.highestLayerHint}>
        <LayerChoice
          label={words.highestLayerLabel}
          value={highestLayer}
          automatic={automatic?.layer}
          depth={depth}
          onChange={(layer) => onChange(withLayer(settings, 'highestLayer', layer))}
        />
      </ControlRow>
      <label className={controls.check}>
        <input
          type="checkbox"
          checked={sparsityFilter}
          onChange={({ target }) => onChange({ ...settings, sparsityFilter: target.checked })}
        />
        {words.onlySparse}
      </label>
    </>
  );
}

/** The rule's number. A share is shown as the percentage above it. */
function RuleValue({ rule, onChange }: { rule: OutlierRule; onChange: (rule: OutlierRule) => void }) {
  switch (rule.kind) {
    case 'robust':
      return (
        <NumberField
          label={words.ruleNumbers.robust}
          value={rule.k}
          least={0}
          whole={false}
          onChange={(k) => onChange({ ...rule, k })}
        />
      );
    case 'sigma':
      return (
        <NumberField
          label={words.ruleNumbers.sigma}
          value={rule.sigmas}
          least={0}
          whole={false}
          onChange={(sigmas) => onChange({ ...rule, sigmas })}
        />
      );
    case 'quantile':
      return (
        <NumberField
          label={words.ruleNumbers.quantile}
          value={Number(((1 - rule.share) * 100).toFixed(4))}
          least={0}
          most={100}
          whole={false}
          onChange={(percent) => onChange({ ...rule, share: 1 - percent / 100 })}
        />
      );
    case 'multiple':
      return (
        <NumberField
          label={words.ruleNumbers.multiple}
          value={rule.factor}
          least={0}
          whole={false}
          onChange={(factor) => onChange({ ...rule, factor })}
        />
      );
    case 'absolute':
      return (
        <NumberField
          label={words.ruleNumbers.absolute}
          value={rule.norm}
          least={0}
          whole={false}
          onChange={(norm) => onChange({ ...rule, norm })}
        />
      );
  }
}

interface LayerChoiceProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly automatic: number | undefined;
  readonly depth: number;
  readonly onChange: (layer: number | undefined) => void;
}

function LayerChoice({ label, value, automatic, depth, onChange }: LayerChoiceProps) {
  return (
    <SelectField
      label={label}
      hidesLabel
      value={value === undefined ? 'auto' : String(value)}
      options={[
        { value: 'auto', label: words.automaticLayer(automatic) },
        ...Array.from({ length: depth }, (_, layer) => ({ value: String(layer), label: words.layer(layer) })),
      ]}
      onChange={(chosen) => onChange(chosen === 'auto' ? undefined : Number(chosen))}
    />
  );
}

function withLayer(
  settings: FinderRequest,
  key: 'detectLayer' | 'highestLayer',
  layer: number | undefined,
): FinderRequest {
  const { [key]: _, ...others } = settings;
  return layer === undefined ? others : { ...others, [key]: layer };
}

import * as words from '#words/view/combining-panel.tsx';
import { withinDepth } from '../../state/combining.ts';
import { SelectField } from '../select-field.tsx';

interface LayerFieldProps {
  readonly layer: number;
  readonly depth: number;
  readonly onChange: (layer: number) => void;
}

/** The layer from which layers are combined. */
export function LayerField({ layer, depth, onChange }: LayerFieldProps) {
  return (
    <SelectField
      label={words.firstLayer}
      value={String(withinDepth(layer, depth))}
      options={Array.from({ length: depth }, (_, each) => ({ value: String(each), label: String(each) }))}
      onChange={(value) => onChange(Number(value))}
    />
  );
}

import type { Combining } from '../../state/combining.ts';
import { useScope, useScopeState } from '../scope-context.tsx';
import { Segmented } from '../segmented.tsx';
import styles from './combining-panel.module.css';
import { LayerField } from './layer-field.tsx';

const HEADS: readonly { value: Combining['range']['heads']; label: string; hint: string }[] = [
  { value: 'mean', label: 'mean', hint: 'Mean of the heads in each layer' },
  { value: 'max', label: 'max', hint: 'The largest head at each patch, in each layer' },
  { value: 'weighted', label: 'weighted', hint: 'The heads by your weights, in each layer' },
];

/** Where the range of layers begins, and how the heads of each layer are combined. */
export function RangeFields({ depth }: { depth: number }) {
  const scope = useScope();
  const range = useScopeState((state) => state.requested.combining.range);
  return (
    <div className={styles.fields}>
      <LayerField
        layer={range.start}
        depth={depth}
        onChange={(start) => scope.combine({ range: { ...range, start } })}
      />
      <Segmented
        legend="Heads of each layer"
        value={range.heads}
        options={HEADS}
        onChange={(heads) => scope.combine({ range: { ...range, heads } })}
      />
    </div>
  );
}

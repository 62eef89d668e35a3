import * as words from '#words/view/combining-panel.tsx';
import { useScope, useScopeState } from '../scope-context.tsx';
import { Segmented } from '../segmented.tsx';
import styles from './combining-panel.module.css';
import { LayerField } from './layer-field.tsx';

const HEADS = (['mean', 'max', 'weighted'] as const).map((value) => ({
  value,
  ...words.rangeHeads[value],
}));

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
        legend={words.rangeHeads.name}
        value={range.heads}
        options={HEADS}
        onChange={(heads) => scope.combine({ range: { ...range, heads } })}
      />
    </div>
  );
}

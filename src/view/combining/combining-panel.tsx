import { type CombinedKind, DEFAULT_COMBINING, isCombined } from '../../state/combining.ts';
import { stagedMap } from '../../state/displayed.ts';
import { useLensView } from '../lens-context.tsx';
import { useScope, useScopeState } from '../scope-context.tsx';
import { Segmented } from '../segmented.tsx';
import { combinedPhrase } from './combined-wording.ts';
import styles from './combining-panel.module.css';
import { MaskFields } from './mask-fields.tsx';
import { RangeFields } from './range-fields.tsx';
import { RolloutFields } from './rollout-fields.tsx';
import { WeightFields } from './weight-fields.tsx';

type Choice = 'mean' | CombinedKind;

const CHOICES: readonly { value: Choice; label: string; hint: string }[] = [
  { value: 'mean', label: 'mean', hint: 'All heads of the layer alike' },
  { value: 'weighted', label: 'weighted', hint: 'The heads of the layer by weights of your own' },
  { value: 'range', label: 'layers', hint: 'The mean over a range of layers' },
  { value: 'rollout', label: 'rollout', hint: 'Attention followed through the layers' },
];

const ABOUT: Readonly<Record<CombinedKind, string>> = {
  weighted: 'Each head counts by its weight, relative to the sum of all weights.',
  range: 'The maps of several layers, averaged. The staged layer is the last of them.',
  rollout:
    'Attention followed from token to token through the layers: the product of their matrices. The staged layer is the last of them.',
};

/** Chooses how heads and layers become the staged map, and what is marked on it. */
export function CombiningPanel() {
  const scope = useScope();
  const staged = useScopeState((state) => state.requested.staged);
  const combining = useScopeState((state) => state.requested.combining);
  const displayed = useLensView((view) => view.displayed);
  if (displayed === undefined) return <p className={styles.panel}>There is no trace yet.</p>;
  const { depth, heads } = displayed.start;
  const { layer, map } = stagedMap(staged, displayed);
  const kind = isCombined(map) ? map.kind : undefined;
  const choose = (choice: Choice) => {
    // A product of layers says most at the last one.
    const isFirstRollout = choice === 'rollout' && kind === undefined;
    scope.stage({ layer: isFirstRollout ? depth - 1 : staged.layer, map: { kind: choice } });
  };
  return (
    <div className={styles.panel}>
      <h2>Combine heads and layers</h2>
      <Segmented
        legend="The map on the stage"
        value={kind ?? (map.kind === 'mean' ? 'mean' : ('' as Choice))}
        options={CHOICES}
        onChange={choose}
      />
      {kind === undefined ? (
        <p className={styles.about}>
          The stage shows one layer{map.kind === 'mean' ? ', all heads alike' : ''}. Choose how heads or
          layers become one map.
        </p>
      ) : (
        <>
          <p className={styles.about}>{ABOUT[kind]}</p>
          {kind === 'weighted' && <WeightFields heads={heads} />}
          {kind === 'range' && <RangeFields depth={depth} />}
          {kind === 'rollout' && <RolloutFields depth={depth} />}
          <ColumnField kind={kind} />
          <p className={styles.shown} aria-live="polite">
            {combinedPhrase(displayed, { layer, kind }, combining)}.
          </p>
          <button
            type="button"
            className={styles.reset}
            onClick={() => scope.combine({ ...DEFAULT_COMBINING, mask: combining.mask })}
          >
            Reset weights, range and rollout
          </button>
        </>
      )}
      <h2>Mask</h2>
      <MaskFields depth={depth} />
    </div>
  );
}

function ColumnField({ kind }: { kind: CombinedKind }) {
  const scope = useScope();
  const columns = useScopeState((state) => state.requested.combining.columns);
  return (
    <label className={styles.check}>
      <input
        type="checkbox"
        checked={columns.includes(kind)}
        onChange={({ target }) =>
          scope.combine({
            columns: target.checked ? [...columns, kind] : columns.filter((column) => column !== kind),
          })
        }
      />
      A column of the grid, for every layer
    </label>
  );
}

import * as words from '#words/view/combining-panel.tsx';
import { type CombinedKind, DEFAULT_COMBINING, isCombined } from '../../state/combining.ts';
import { stagedMap } from '../../state/displayed.ts';
import { CheckField } from '../check-field.tsx';
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

const CHOICES = (['mean', 'weighted', 'range', 'rollout'] as const).map((value) => ({
  value,
  ...words.choices[value],
}));

/** Chooses how heads and layers become the staged map, and what is marked on it. */
export function CombiningPanel() {
  const scope = useScope();
  const staged = useScopeState((state) => state.requested.staged);
  const combining = useScopeState((state) => state.requested.combining);
  const displayed = useLensView((view) => view.displayed);
  if (displayed === undefined) return <p className={styles.panel}>{words.noTrace}</p>;
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
      <h2>{words.title}</h2>
      <Segmented
        legend={words.map}
        value={kind ?? (map.kind === 'mean' ? 'mean' : ('' as Choice))}
        options={CHOICES}
        onChange={choose}
      />
      {kind === undefined ? (
        <p className={styles.about}>{words.nothingChosen(map.kind === 'mean')}</p>
      ) : (
        <>
          <p className={styles.about}>{words.about[kind]}</p>
          {kind === 'weighted' && <WeightFields heads={heads} />}
          {kind === 'range' && <RangeFields depth={depth} />}
          {kind === 'rollout' && <RolloutFields depth={depth} />}
          <ColumnField kind={kind} />
          <p className={styles.shown} aria-live="polite">
            {words.asSentence(combinedPhrase(displayed, { layer, kind }, combining))}
          </p>
          <button
            type="button"
            className={styles.reset}
            onClick={() => scope.combine({ ...DEFAULT_COMBINING, mask: combining.mask })}
          >
            {words.reset}
          </button>
        </>
      )}
      <h2>{words.mask.title}</h2>
      <MaskFields depth={depth} />
    </div>
  );
}

function ColumnField({ kind }: { kind: CombinedKind }) {
  const scope = useScope();
  const columns = useScopeState((state) => state.requested.combining.columns);
  return (
    <CheckField
      checked={columns.includes(kind)}
      onChange={(checked) =>
        scope.combine({ columns: checked ? [...columns, kind] : columns.filter((column) => column !== kind) })
      }
    >
      {words.column}
    </CheckField>
  );
}

import { describeRule } from '../../core/analysis/outliers.ts';
import type { ComparedMap } from '../../state/compared-maps.ts';
import { type QueryTarget, resolveQuery } from '../../state/query-target.ts';
import { useScopeState } from '../scope-context.tsx';
import { mapPhrase } from '../wording.ts';
import styles from './compare-gutter.module.css';
import { paletteOf } from './compared-look.ts';
import { ImageMenu } from './image-menu.tsx';
import type { LensTrace } from './use-lens-traces.ts';
import { type BarMark, VerticalBar } from './vertical-bar.tsx';

interface CompareGutterProps {
  readonly lenses: readonly LensTrace[];
  readonly stage: readonly (ComparedMap | undefined)[];
  readonly layer: number | undefined;
  readonly pointed: QueryTarget | undefined;
}

/** The names of the rows, and the colour scale that the columns share. */
export function CompareGutter({ lenses, stage, layer, pointed }: CompareGutterProps) {
  const { normScale, rule } = useScopeState((state) => state.requested.look);
  const kind = useScopeState((state) => state.requested.staged.map);
  const at = layer ?? '–';
  return (
    <div className={styles.gutter}>
      <ImageMenu />
      <Scale lenses={lenses} stage={stage} pointed={pointed} />
      <RowName title="Special tokens" note="value in this map" />
      <RowName title="Layers" note={kind.kind === 'norm' ? 'mean of heads' : mapPhrase(kind)} />
      <RowName title="Heads" note={`of layer ${at}`} />
      <RowName title="Norms" note={`by layer, ${normScale} scale`} />
      <RowName title={`Norms, layer ${at}`} note={describeRule(rule)} />
    </div>
  );
}

function RowName({ title, note }: { title: string; note: string }) {
  return (
    <p className={styles.row}>
      {title}
      <small>{note}</small>
    </p>
  );
}

function Scale({ lenses, stage, pointed }: Pick<CompareGutterProps, 'lenses' | 'stage' | 'pointed'>) {
  const { scale, shows } = useScopeState((state) => state.requested.comparison);
  const chosen = useScopeState((state) => state.requested.look.palette);
  const kind = shows === 'difference' ? 'difference' : 'map';
  const range = stage.find((map) => map?.kind === kind);
  const isClipped = scale === 'clipped' && range !== undefined && stage.some((map) => map && exceeds(map));
  const marks = lenses.flatMap(({ letter, shown }, place): BarMark[] => {
    const map = stage[place];
    if (pointed === undefined || shown === undefined || map?.kind !== kind) return [];
    return [{ letter, value: map.tokens[resolveQuery(shown.displayed.start.layout, pointed)]! }];
  });
  if (scale === 'own') {
    return <p className={styles.own}>Each column has its own scale, below its image.</p>;
  }
  return (
    <div className={styles.scale}>
      <p className={styles.note}>
        {kind === 'difference' ? 'Difference, one scale around 0' : 'One scale for all columns'}
        {isClipped && ', up to the 98th percentile'}
      </p>
      {range && (
        <VerticalBar
          range={range}
          palette={paletteOf({ kind }, chosen)}
          isDifference={kind === 'difference'}
          isClipped={isClipped}
          marks={marks}
        />
      )}
    </div>
  );
}

/** Whether some patch lies beyond the scale. */
function exceeds({ values, low, high, kind }: ComparedMap): boolean {
  return values.some((value) => value > high || (kind === 'difference' && value < low));
}

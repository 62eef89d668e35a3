import * as words from '#words/view/lenses/compare.ts';
import { describeRule } from '../../core/analysis/outliers.ts';
import type { ComparedMap } from '../../state/compared-maps.ts';
import { type QueryTarget, resolveQuery } from '../../state/query-target.ts';
import type { MapKind } from '../../state/requested.ts';
import { useScopeState } from '../scope-context.tsx';
import { mapPhrase, normSiteName } from '../wording.ts';
import styles from './compare-gutter.module.css';
import { ComparedComponents } from './compared-components.tsx';
import { ImageMenu } from './image-menu.tsx';
import type { LensTrace } from './use-lens-traces.ts';
import { useSharedScale } from './use-shared-scale.ts';
import { type BarMark, VerticalBar } from './vertical-bar.tsx';

export interface CompareGutterProps {
  readonly lenses: readonly LensTrace[];
  readonly stage: readonly (ComparedMap | undefined)[];
  readonly layer: number | undefined;
  readonly pointed: QueryTarget | undefined;
}

/** The names of the rows, and the colour scale that the columns share. */
export function CompareGutter({ lenses, stage, layer, pointed }: CompareGutterProps) {
  const { normScale, rule } = useScopeState((state) => state.requested.look);
  const kind = useScopeState((state) => state.requested.staged.map);
  const sharing = useScopeState((state) => state.requested.comparison.scale);
  const site = useScopeState((state) => state.requested.normSite);
  const isOwn = sharing === 'own';
  const at = layer === undefined ? '–' : String(layer);
  const layersKind: MapKind = kind.kind === 'head' ? kind : { kind: 'mean' };
  const { rows } = words;
  return (
    <div className={styles.gutter}>
      <ImageMenu />
      <Scale lenses={lenses} stage={stage} pointed={pointed} />
      <RowName title={rows.tokens.title} note={rows.tokens.note} />
      <RowName title={rows.layers.title} note={rows.layers.note(mapPhrase(layersKind), isOwn)} />
      <RowName title={rows.heads.title} note={rows.heads.note(at, isOwn)} />
      <RowName
        title={rows.norms.title}
        note={rows.norms.note(normSiteName(site), words.axes[normScale], isOwn)}
      />
      <RowName title={rows.histogram.title(at)} note={describeRule(rule)} />
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
  const scale = useSharedScale(stage);
  const isComponents = useScopeState((state) => state.requested.staged.map.kind === 'pca');
  if (isComponents) return <ComparedComponents lenses={lenses} />;
  if (scale === undefined) {
    return <p className={styles.note}>{words.ownScales}</p>;
  }
  const marks = lenses.flatMap(({ letter, shown }, place): BarMark[] => {
    const map = stage[place];
    if (pointed === undefined || shown === undefined || map?.kind !== scale.kind) return [];
    return [{ letter, value: map.tokens[resolveQuery(shown.displayed.start.layout, pointed)]! }];
  });
  return (
    <div className={styles.scale}>
      <p className={styles.note}>{scale.note}</p>
      {scale.range && (
        <VerticalBar
          range={scale.range}
          palette={scale.palette}
          isDifference={scale.kind === 'difference'}
          isClipped={scale.isClipped}
          marks={marks}
        />
      )}
    </div>
  );
}

import * as words from '#words/view/lenses/compare.ts';
import * as lensWords from '#words/view/lenses/lens.ts';
import type { ComparedMap } from '../../state/compared-maps.ts';
import { stagedMap } from '../../state/displayed.ts';
import type { NormLayer } from '../../state/norm-layers.ts';
import type { QueryTarget } from '../../state/query-target.ts';
import { CloseIcon } from '../icons.tsx';
import { LensProvider, useLensId, useLensView } from '../lens-context.tsx';
import { formatDifference, formatValue } from '../numbers.ts';
import { useScope, useScopeState } from '../scope-context.tsx';
import { TokenChips } from '../token-chips.tsx';
import { paletteOf } from './compared-look.ts';
import styles from './lens-column.module.css';
import { LensFigure } from './lens-figure.tsx';
import { LensHead } from './lens-head.tsx';
import { MapStrip } from './map-strip.tsx';
import { NormPlot } from './norm-plot.tsx';
import { OwnScale } from './own-scale.tsx';
import type { Compared } from './use-compared.ts';
import type { LensTrace } from './use-lens-traces.ts';

interface LensColumnProps {
  readonly trace: LensTrace;
  readonly place: number;
  readonly compared: Compared;
  readonly norms: NormLayer | undefined;
  readonly domain: readonly [number, number] | undefined;
  readonly pointed: QueryTarget | undefined;
  readonly onPoint: (target: QueryTarget | undefined) => void;
}

/** One lens: its head, its map over the image, its special tokens, its layers, heads and norms. */
export function LensColumn(props: LensColumnProps) {
  const { trace, place, compared, norms, domain, pointed, onPoint } = props;
  const palette = useScopeState((state) => state.requested.look.palette);
  const normScale = useScopeState((state) => state.requested.look.normScale);
  const map = compared.stage[place];
  return (
    <LensProvider lens={trace.lens.id}>
      <section className={styles.column} aria-label={lensWords.name(trace.letter)}>
        <LensHead trace={trace} />
        <div className={styles.image}>
          <LensFigure trace={trace} map={map} pointed={pointed} onPoint={onPoint} />
          <Note trace={trace} map={map} />
          {map && <OwnScale map={map} />}
          <Problem />
        </div>
        <div className={styles.chips}>
          <TokenChips
            map={map}
            flow="row"
            palette={map && paletteOf(map, palette)}
            format={map?.kind === 'difference' ? formatDifference : formatValue}
          />
        </div>
        <Strips trace={trace} place={place} compared={compared} />
        <div className={styles.row} data-name={words.strips.histogram}>
          {domain && <NormPlot entry={norms} domain={domain} scale={normScale} />}
        </div>
      </section>
    </LensProvider>
  );
}

/** Why there is no map where there could be one. */
function Note({ trace: { shown }, map }: { trace: LensTrace; map: ComparedMap | undefined }) {
  const shows = useScopeState((state) => state.requested.comparison.shows);
  const isDone = shown !== undefined && shown.displayed.layersDone > 0;
  if (shows === 'maps' || map !== undefined || !isDone) return null;
  return <p className={styles.note}>{lensWords.otherGrid}</p>;
}

function Problem() {
  const scope = useScope();
  const problem = useLensView((view) => view.problem);
  const id = useLensId();
  if (problem === undefined) return null;
  return (
    <div role="alert" className={styles.problem}>
      <p>{problem.message}</p>
      <button type="button" aria-label={lensWords.dismiss} onClick={() => scope.dismissNotice(id)}>
        <CloseIcon />
      </button>
    </div>
  );
}

function Strips({ trace, place, compared }: Pick<LensColumnProps, 'trace' | 'place' | 'compared'>) {
  const staged = useScopeState((state) => state.requested.staged);
  const displayed = trace.shown?.displayed;
  const start = displayed?.start;
  const shared = {
    place,
    layout: start?.layout,
    aspect: start ? start.frame.width / start.frame.height : 1,
    current: displayed && stagedMap(staged, displayed),
  };
  return (
    <>
      <div className={styles.row} data-name={words.strips.layers}>
        <MapStrip
          {...shared}
          label={words.strips.layers}
          cells={compared.layers}
          numberOf={({ layer }) => layer}
        />
      </div>
      <div className={styles.row} data-name={words.strips.headsOfLayer}>
        <MapStrip
          {...shared}
          label={words.strips.heads}
          cells={compared.heads}
          numberOf={({ kind }) => (kind.kind === 'head' ? kind.head : 0)}
        />
      </div>
      <div className={styles.row} data-name={words.strips.norms}>
        <MapStrip
          {...shared}
          label={words.strips.norms}
          cells={compared.norms}
          numberOf={({ layer }) => layer}
        />
      </div>
    </>
  );
}

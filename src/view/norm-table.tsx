import { memo, useMemo, useRef } from 'react';
import * as words from '#words/view/norms.ts';
import { describeRule } from '../core/analysis/outliers.ts';
import type { ViTSpec } from '../core/vit/spec.ts';
import { type NormLayer, normDomain } from '../state/norm-layers.ts';
import type { BenchGeometry } from './bench-geometry.ts';
import { classNames } from './class-names.ts';
import { useLensView } from './lens-context.tsx';
import { normAxis } from './norm-axis.ts';
import { NormMaps } from './norm-maps.tsx';
import { NormRidges } from './norm-ridges.tsx';
import styles from './norm-table.module.css';
import { formatShare, formatTick, formatValue } from './numbers.ts';
import { useScope, useScopeState } from './scope-context.tsx';
import { useElementSize } from './use-element-size.ts';
import { useStagedLayer } from './use-shown.ts';

interface NormTableProps {
  readonly className?: string | undefined;
  readonly layers: readonly NormLayer[];
  readonly depth: number;
  readonly geometry: BenchGeometry;
  /** Whether the maps stand here too, because the grid is out of sight. */
  readonly withMaps: boolean;
}

/** Every layer's norms as a histogram on one axis, with the numbers, in the rows of the grid. */
export const NormTable = memo(function NormTable(props: NormTableProps) {
  const { className, layers, depth, geometry, withMaps } = props;
  const scope = useScope();
  const plot = useRef<HTMLDivElement>(null);
  const { widthPx } = useElementSize(plot);
  const { rule, normScale } = useScopeState((state) => state.requested.look);
  const site = useScopeState((state) => state.requested.normSite);
  const hasFinalNorm = useLensView(({ displayed }) => normsTokens(displayed?.model.spec));
  const current = useStagedLayer();
  const rowPx = withMaps ? 56 : geometry.rowPx;
  const domain = useMemo(
    () => (layers.length > 0 ? normDomain(layers, normScale) : undefined),
    [layers, normScale],
  );
  const axis = useMemo(() => domain && normAxis(domain, widthPx, normScale), [domain, widthPx, normScale]);
  return (
    <div className={classNames(styles.table, className)} data-part="norms" data-maps={withMaps}>
      <div className={styles.names} aria-hidden="true">
        <span className={styles.plotName}>{words.columns.histogram}</span>
        <span>{words.columns.outliers}</span>
        <span>{words.columns.median}</span>
        <span>{words.columns.maximum}</span>
      </div>
      <div className={styles.body} style={{ blockSize: depth * rowPx }}>
        {withMaps && <NormMaps rowPx={rowPx} />}
        <div ref={plot} className={styles.plot}>
          {axis && domain && widthPx > 0 && (
            <NormRidges
              layers={layers}
              axis={{ of: axis, domain, scale: normScale }}
              rowPx={rowPx}
              depth={depth}
            />
          )}
        </div>
        <ol className={styles.rows}>
          {Array.from({ length: depth }, (_, layer) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its layer.
            <li key={layer} style={{ blockSize: rowPx }}>
              <NormRow
                layer={layer}
                norms={layers[layer]}
                isCurrent={layer === current}
                onStage={() => scope.stage({ layer, map: { kind: 'norm' } })}
              />
            </li>
          ))}
        </ol>
      </div>
      <div className={styles.axis} aria-hidden="true">
        {axis?.ticks.map((tick) => (
          <span key={tick} style={{ insetInlineStart: axis(tick) }}>
            {formatTick(tick)}
          </span>
        ))}
      </div>
      <p className={styles.legend}>
        <span className={styles.outlierKey} /> {describeRule(rule)}
        <span className={styles.lineKey} /> {words.lines}
        {site === 'final' && !hasFinalNorm && <span>{words.notNormed}</span>}
      </p>
    </div>
  );
});

/** Whether the model's last norm is applied to tokens; otherwise to what is pooled of them. */
function normsTokens(spec: ViTSpec | undefined): boolean {
  return (spec?.head?.norm ?? 'tokens') === 'tokens';
}

interface NormRowProps {
  readonly layer: number;
  readonly norms: NormLayer | undefined;
  readonly isCurrent: boolean;
  readonly onStage: () => void;
}

function NormRow({ layer, norms, isCurrent, onStage }: NormRowProps) {
  if (norms === undefined) return <span className={styles.waiting} />;
  const { outliers, summary } = norms;
  const count = outliers.indices.length;
  return (
    <button
      type="button"
      className={classNames(styles.row, isCurrent && styles.currentRow)}
      aria-label={words.row(
        {
          layer,
          median: formatValue(summary.median),
          largest: formatValue(summary.maximum),
          outliers: count,
        },
        formatShare(outliers.share),
      )}
      onClick={onStage}
    >
      <span className={styles.layerNumber}>{layer}</span>
      <span className={classNames(styles.outliers, count > 0 && styles.some)}>
        {count === 0 ? '–' : count} {count > 0 && <small>{formatShare(outliers.share)}</small>}
      </span>
      <span>{formatValue(summary.median)}</span>
      <span className={classNames(count > 0 && styles.some)}>{formatValue(summary.maximum)}</span>
    </button>
  );
}

import { patchCount, prefixCount, tokenName } from '../core/vit/token-layout.ts';
import { queryOf } from '../state/displayed.ts';
import type { TraceRecord } from '../state/trace-record.ts';
import { PinIcon } from './icons.tsx';
import { formatMapValue } from './map-value.ts';
import { useScope, useScopeState } from './scope-context.tsx';
import styles from './stage-readout.module.css';
import { useMedia } from './use-media.ts';
import { type ShownMap, useShownTrace } from './use-shown.ts';

interface StageReadoutProps {
  readonly staged: ShownMap | undefined;
  readonly pointed: number | undefined;
}

/** One line of numbers under the image: the query, and the value under the pointer. */
export function StageReadout({ staged, pointed }: StageReadoutProps) {
  const scope = useScope();
  const shown = useShownTrace();
  const isPinned = useScopeState((state) => state.requested.query.pinned);
  const touch = useMedia('(pointer: coarse), (width < 700px)');
  if (shown === undefined) return <p className={styles.line}>&nbsp;</p>;
  const { displayed, record } = shown;
  const { layout } = displayed.start;
  const { reading } = displayed.attention;
  const kind = staged?.kind ?? { kind: 'mean' };
  const token = queryOf(displayed, kind);
  const hasQuery = kind.kind === 'similarity' || reading !== 'received';
  const entropy = staged && reading === 'attends-to' ? rowEntropy(record, staged, token) : undefined;
  return (
    <div className={styles.line}>
      {hasQuery && (
        <span className={styles.query}>
          <span className={styles.label}>Query</span>{' '}
          {patchOrName(tokenName(layout, token), isPatch(layout, token))}
        </span>
      )}
      {isPinned && (
        <button type="button" className={styles.free} onClick={scope.free} title="Free the query (Escape)">
          <PinIcon /> pinned
        </button>
      )}
      {entropy !== undefined && (
        <span className={styles.query}>
          <span className={styles.label}>Entropy</span> {entropy.toFixed(2)} nats
        </span>
      )}
      <span className={styles.pointed}>
        {pointed !== undefined && staged?.map
          ? `row ${rowOf(pointed, layout)}, column ${columnOf(pointed, layout)}: ${formatMapValue(staged.map, pointed)}`
          : isPinned
            ? ''
            : touch
              ? 'Tap a patch to ask from it'
              : 'Point at a patch to ask from it, click to pin'}
      </span>
    </div>
  );
}

type Layout = Parameters<typeof tokenName>[0];

function isPatch(layout: Layout, token: number): boolean {
  return token >= prefixCount(layout) && token < prefixCount(layout) + patchCount(layout);
}

function patchOrName(name: string, patch: boolean): string {
  return patch ? `patch ${name}` : name;
}

function rowOf(token: number, layout: Layout): number {
  return Math.floor((token - prefixCount(layout)) / layout.columns);
}

function columnOf(token: number, layout: Layout): number {
  return (token - prefixCount(layout)) % layout.columns;
}

/** Of one head's row; a mean over heads has no single row, a norm none at all. */
function rowEntropy(record: TraceRecord, { layer, kind, map }: ShownMap, token: number): number | undefined {
  if (kind.kind !== 'head' || map === undefined) return undefined;
  const { heads, tokens } = record.cls;
  return record.entropy[(layer * heads + kind.head) * tokens + token];
}

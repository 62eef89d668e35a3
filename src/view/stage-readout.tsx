import { Suspense, useState } from 'react';
import * as words from '#words/view/stage.ts';
import { type TokenLayout, tokenCount, tokenName, tokenRole } from '../core/vit/token-layout.ts';
import { queryOf } from '../state/displayed.ts';
import type { TraceRecord } from '../state/trace-record.ts';
import { PinIcon } from './icons.tsx';
import { lazy } from './lazy-part.tsx';
import { Part } from './page-options-context.tsx';
import { QueryTools } from './query-tools.tsx';
import { useScope, useScopeState } from './scope-context.tsx';
import styles from './stage-readout.module.css';
import { loadTokenNumbers } from './tokens/load.ts';
import { useMedia } from './use-media.ts';
import { type ShownMap, useShownTrace } from './use-shown.ts';
import { queryPhrase } from './wording.ts';

const TokenNumbers = lazy(loadTokenNumbers);

interface StageReadoutProps {
  readonly staged: ShownMap | undefined;
  readonly pointed: number | undefined;
}

/** Under the image: what asks and with which tool, and the numbers of the token that was pointed at last. */
export function StageReadout({ staged, pointed }: StageReadoutProps) {
  const shown = useShownTrace();
  const read = useLastRead(pointed);
  if (shown === undefined) {
    return (
      <div className={styles.readout}>
        <p className={styles.line}>{'\u00a0'}</p>
        <p className={styles.numbers}>{'\u00a0'}</p>
      </div>
    );
  }
  const { displayed, record } = shown;
  const { layout } = displayed.start;
  const { reading } = displayed.attention;
  const kind = staged?.kind ?? { kind: 'mean' };
  const query = queryOf(displayed, kind);
  const isOne = reading === 'attends-to' && query.tokens === undefined;
  const entropy = staged && isOne ? rowEntropy(record, staged, query.token) : undefined;
  const hasQuery = kind.kind === 'similarity' || reading !== 'received';
  return (
    <div className={styles.readout}>
      <div className={styles.line}>
        {hasQuery && (
          <span className={styles.query}>
            <span className={styles.label}>{words.query}</span>{' '}
            {query.tokens ? queryPhrase(layout, query) : shortName(layout, query.token)}
          </span>
        )}
        <PinnedButton />
        {entropy !== undefined && (
          <span className={styles.query}>
            <span className={styles.label}>{words.entropy}</span> {words.nats(entropy.toFixed(2))}
          </span>
        )}
        <span className={styles.tools}>
          <Part name="query-tools">
            <QueryTools />
          </Part>
        </span>
      </div>
      {read !== undefined && read < tokenCount(layout) && staged?.map ? (
        <Suspense fallback={<p className={styles.numbers}>{'\u00a0'}</p>}>
          <TokenNumbers displayed={displayed} staged={staged} map={staged.map} token={read} />
        </Suspense>
      ) : (
        <Hint />
      )}
    </div>
  );
}

/** "CLS", "R2", "patch 4, 7". */
function shortName(layout: TokenLayout, token: number): string {
  const name = tokenName(layout, token);
  return tokenRole(layout, token).kind === 'patch' ? words.patchAt(name) : name;
}

/** The token whose numbers are read: the one under the pointer, or the last one that was. */
function useLastRead(pointed: number | undefined): number | undefined {
  const [last, setLast] = useState(pointed);
  if (pointed !== undefined && pointed !== last) setLast(pointed);
  return pointed ?? last;
}

function PinnedButton() {
  const scope = useScope();
  const isPinned = useScopeState((state) => state.requested.query.pinned);
  if (!isPinned) return null;
  return (
    <button type="button" className={styles.free} onClick={scope.free} title={words.free}>
      <PinIcon /> {words.pinned}
    </button>
  );
}

function Hint() {
  const tool = useScopeState((state) => state.tool);
  const touch = useMedia('(pointer: coarse), (width < 700px)'); // no words
  return <p className={styles.numbers}>{words.hints[tool === 'point' && touch ? 'tap' : tool]}</p>;
}

/** Of one head's row; a mean over heads has no single row, a norm none at all. */
function rowEntropy(record: TraceRecord, { layer, kind, map }: ShownMap, token: number): number | undefined {
  if (kind.kind !== 'head' || map === undefined) return undefined;
  const { heads, tokens } = record.cls;
  return record.entropy[(layer * heads + kind.head) * tokens + token];
}

import * as words from '#words/view/stage.ts';
import { positionOf } from '../core/analysis/scaled-map.ts';
import type { PaletteName } from '../core/image/palette.ts';
import { specialTokens, tokenName } from '../core/vit/token-layout.ts';
import { queryOf } from '../state/displayed.ts';
import type { TokenMap } from '../state/layer-maps.ts';
import { targetOf } from '../state/query-target.ts';
import { isAttentionMap } from '../state/requested.ts';
import { useLensView } from './lens-context.tsx';
import { formatShare, formatValue } from './numbers.ts';
import { colourAt } from './paint.ts';
import { useScope, useScopeState } from './scope-context.tsx';
import styles from './token-chips.module.css';
import { shareNote, tokenPhrase } from './wording.ts';

interface TokenChipsProps {
  readonly map: TokenMap | undefined;
  /** Below each other beside the image, or in a row below it. */
  readonly flow?: 'column' | 'row';
  /** Instead of the chosen one. */
  readonly palette?: PaletteName | undefined;
  readonly format?: (value: number) => string;
  /** Called with the token of the chip under the pointer. */
  readonly onPoint?: (token: number | undefined) => void;
}

function swatch(map: TokenMap, token: number, palette: PaletteName): string {
  if (map.components) return map.components.colourOf(token);
  return colourAt(positionOf(map.tokens[token]!, map), palette);
}

/**
 * CLS and the registers: each with its value in the staged map and, where a column has room, its share of it; each a
 * query when pointed at or pressed. Below them what is left for the patches.
 */
export function TokenChips(props: TokenChipsProps) {
  const { map, flow = 'column', palette: own, format = formatValue, onPoint } = props;
  const scope = useScope();
  const displayed = useLensView(({ displayed }) => displayed);
  const chosen = useScopeState((state) => state.requested.look.palette);
  const palette = own ?? chosen;
  const stagedKind = useScopeState((state) => state.requested.staged.map);
  const isPinned = useScopeState((state) => state.requested.query.pinned);
  const isDrawing = useScopeState((state) => state.tool !== 'point');
  if (displayed === undefined) return null;
  const { layout } = displayed.start;
  const hasShares = flow === 'column' && isAttentionMap(stagedKind) && displayed.attention.reading !== 'gate';
  const total = map && hasShares ? sumOf(map.tokens) : undefined;
  const share = (value: number) => (total ? formatShare(value / total) : '');
  const hover = (token: number | undefined) => {
    onPoint?.(token);
    if (!isDrawing) scope.hover(token === undefined ? undefined : targetOf(layout, token));
  };
  const query = queryOf(displayed, stagedKind);
  return (
    <ul
      className={flow === 'row' ? styles.row : styles.chips}
      aria-label={words.specialTokens}
      data-part="tokens"
    >
      {specialTokens(layout).map((token) => {
        const isQuery = query.token === token && !query.tokens;
        const value = map?.tokens[token];
        const target = targetOf(layout, token);
        return (
          <li key={token}>
            <button
              type="button"
              className={styles.chip}
              aria-pressed={isQuery}
              title={
                total && value !== undefined
                  ? words.share(share(value), shareNote(displayed.attention.reading))
                  : undefined
              }
              aria-label={words.tokenButton(
                tokenPhrase(layout, token),
                value === undefined ? undefined : format(value),
                total && value !== undefined ? share(value) : undefined,
              )}
              onPointerEnter={(event) => event.pointerType !== 'touch' && hover(token)}
              onPointerLeave={(event) => event.pointerType !== 'touch' && hover(undefined)}
              onClick={() => (isQuery && isPinned ? scope.free() : scope.pin(target))}
            >
              <span
                className={styles.swatch}
                style={map && Number.isFinite(value) ? { background: swatch(map, token, palette) } : {}}
              />
              <span className={styles.name}>{tokenName(layout, token)}</span>
              <span className={styles.value}>
                {value === undefined ? '–' : format(value)}
                {map && !map.components && value !== undefined && value > map.high && (
                  <span className={styles.beyond} title={words.beyondScale}>
                    ↑
                  </span>
                )}
              </span>
              {total !== undefined && value !== undefined && (
                <span className={styles.value}>{share(value)}</span>
              )}
            </button>
          </li>
        );
      })}
      {map && total !== undefined && (
        <li className={styles.rest}>
          <span className={styles.name}>{words.patches}</span>
          <span className={styles.value}>{share(sumOf(map.values))}</span>
        </li>
      )}
    </ul>
  );
}

function sumOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

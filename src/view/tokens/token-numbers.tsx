import { useState } from 'react';
import * as words from '#words/view/token-numbers.ts';
import type { NormSite } from '../../core/analysis/norm-sites.ts';
import { tokenName, tokenRole } from '../../core/vit/token-layout.ts';
import type { Displayed } from '../../state/displayed.ts';
import type { TokenMap } from '../../state/layer-maps.ts';
import { isAttentionMap } from '../../state/requested.ts';
import { readToken, type TokenReading } from '../../state/token-reading.ts';
import { formatMapValue } from '../map-value.ts';
import { formatShare } from '../numbers.ts';
import { useScopeState } from '../scope-context.tsx';
import type { ShownMap } from '../use-shown.ts';
import { mapPhrase, shareNote, stagePhrase, tokenPhrase } from '../wording.ts';
import styles from './token-numbers.module.css';

interface TokenNumbersProps {
  readonly displayed: Displayed;
  readonly staged: ShownMap;
  readonly map: TokenMap;
  readonly token: number;
}

/** One token in the staged map: where it is, its value, its share of the map and its rank among the patches. */
export function TokenNumbers({ displayed, staged, map, token }: TokenNumbersProps) {
  const { layout } = displayed.start;
  const { reading, tokens } = displayed.attention;
  const role = tokenRole(layout, token);
  const found = readToken(layout, map, token);
  const hasShare = isAttentionMap(staged.kind) && reading !== 'gate';
  const note = tokens && reading === 'attends-to' ? words.wholes.theirs : shareNote(reading);
  const direct = tokens && reading === 'attended-by' ? words.wholes.received : note;
  const shareHint = staged.kind.kind === 'rollout' ? words.wholes.map : direct;
  const site = useScopeState((state) => state.requested.normSite);
  return (
    <p className={styles.numbers}>
      <span className={styles.name}>
        {words.of(role.kind === 'patch' ? words.place(role.row, role.column) : tokenPhrase(layout, token))}
      </span>{' '}
      <span className={styles.value}>
        {staged.kind.kind === 'norm' ? words.norm(formatMapValue(map, token)) : formatMapValue(map, token)}
      </span>
      {hasShare && Number.isFinite(found.share) && (
        <span> {words.share(formatShare(found.share), shareHint)}</span>
      )}
      {found.rank !== undefined && map.components === undefined && (
        <span> {words.rank(found.rank, map.values.length)}</span>
      )}
      <CopyButton text={() => copied(displayed, staged, { token, found, hasShare, site })} />
    </p>
  );
}

function CopyButton({ text }: { text: () => string }) {
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready');
  const copy = async () => {
    const outcome = await navigator.clipboard.writeText(text()).then(
      () => 'copied' as const,
      () => 'refused' as const,
    );
    setState(outcome);
  };
  const label = words.copy[state];
  return (
    <button
      type="button"
      className={styles.copy}
      aria-label={state === 'ready' ? words.copyLabel : label}
      title={words.copyHint}
      onClick={() => void copy()}
      onBlur={() => setState('ready')}
      onPointerLeave={() => setState('ready')}
    >
      <span role="status">{label}</span>
    </button>
  );
}

/** A line of names and a line of numbers with all their digits, separated by tabs. */
function copied(
  displayed: Displayed,
  { layer, kind }: ShownMap,
  { token, found, hasShare, site }: { token: number; found: TokenReading; hasShare: boolean; site: NormSite },
): string {
  const { layout } = displayed.start;
  const role = tokenRole(layout, token);
  const patch = role.kind === 'patch' ? role : undefined;
  const digits = (value: number) => String(Number(value.toPrecision(8)));
  const cells: [string, string][] = [
    ['question', stagePhrase(displayed, kind, site)],
    ['layer', String(layer)],
    ['map', mapPhrase(kind)],
    ['token', patch ? 'patch' : tokenName(layout, token)],
    ['row', String(patch?.row ?? '')],
    ['column', String(patch?.column ?? '')],
    ['value', digits(found.value)],
    ['share', hasShare ? digits(found.share) : ''],
    ['rank', String(found.rank ?? '')],
  ];
  return `${cells.map(([name]) => name).join('\t')}\n${cells.map(([, cell]) => cell).join('\t')}\n`;
}

import { useMemo } from 'react';
import * as words from '#words/view/lessons/panel.tsx';
import { type Inline, parseMarkup } from '../../state/lessons/lesson-markup.ts';
import { type LiveValue, type LiveValueName, liveValue } from '../../state/lessons/live-value.ts';
import { formatShare, formatValue } from '../numbers.ts';
import { useScopeState } from '../scope-context.tsx';
import styles from './lesson-text.module.css';
import { useLiveSource } from './use-live-source.ts';

/** A lesson's paragraphs. Their marks become elements, everything else stays text. */
export function LessonText({ of }: { of: readonly string[] }) {
  const paragraphs = useMemo(() => of.map(parseMarkup), [of]);
  return (
    <div className={styles.text}>
      {paragraphs.map((pieces, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs do not move.
        <p key={at}>
          <Pieces of={pieces} />
        </p>
      ))}
    </div>
  );
}

function Pieces({ of }: { of: readonly Inline[] }) {
  return of.map((piece, at) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces do not move.
    return <Piece key={at} piece={piece} />;
  });
}

function Piece({ piece }: { piece: Inline }) {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'strong':
      return (
        <strong>
          <Pieces of={piece.of} />
        </strong>
      );
    case 'emphasis':
      return (
        <em>
          <Pieces of={piece.of} />
        </em>
      );
    case 'link':
      return (
        <a href={piece.url} target="_blank" rel="noreferrer">
          {piece.text}
        </a>
      );
    case 'value':
      return <LiveNumber name={piece.name} />;
  }
}

/** A number of the page as it is now. */
function LiveNumber({ name }: { name: LiveValueName }) {
  const source = useLiveSource(name.lens);
  const look = useScopeState((state) => state.requested.look);
  const staged = useScopeState((state) => state.requested.staged);
  const value = useMemo(
    () => source && liveValue(name, source, { look, staged }),
    [name, source, look, staged],
  );
  return (
    <span className={styles.live} title={words.live}>
      {value ? formatLive(value) : '…'}
    </span>
  );
}

function formatLive({ form, value }: LiveValue): string {
  switch (form) {
    case 'count':
      return String(value);
    case 'share':
      return formatShare(value);
    case 'value':
      return formatValue(value);
  }
}

import { fixed } from '#words/grammar.ts';
import * as words from '#words/view/prompts.ts';
import { CloseIcon } from '../icons.tsx';
import { formatShare } from '../numbers.ts';
import { useScope, useScopeState } from '../scope-context.tsx';
import type { LensAnswer } from './prompt-answers.ts';
import styles from './prompt-row.module.css';

interface PromptRowProps {
  readonly text: string;
  readonly index: number;
  /** By lens. */
  readonly answers: readonly LensAnswer[];
  /** Of the lenses, where there are several. */
  readonly letters: readonly string[] | undefined;
  readonly onChange: (text: string) => void;
  readonly onRemove: () => void;
  readonly onRead: () => void;
}

/** One prompt: its words, its map, its tokens, and what every lens says of it. */
export function PromptRow({ text, index, answers, letters, onChange, onRemove, onRead }: PromptRowProps) {
  const scope = useScope();
  const isStaged = useScopeState(
    ({ requested: { staged } }) => staged.map.kind === 'prompt' && staged.map.prompt === index,
  );
  const isAnswered = answers.some(({ kind }) => kind === 'compared');
  const commit = (value: string) => {
    const changed = value.trim();
    if (changed === '') onRemove();
    else if (changed !== text) onChange(changed);
  };
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <input
          type="text"
          autoComplete="off"
          title={text}
          aria-label={words.prompt(index + 1)}
          defaultValue={text}
          onBlur={(event) => commit(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur();
          }}
        />
        <button
          type="button"
          aria-pressed={isStaged}
          aria-label={words.map.name(index + 1)}
          title={words.map.hint}
          disabled={!isAnswered}
          onClick={() =>
            scope.stage({
              layer: 'newest',
              map: isStaged ? { kind: 'mean' } : { kind: 'prompt', prompt: index },
            })
          }
        >
          {words.map.label}
        </button>
        <button
          type="button"
          aria-label={words.tokens.name(index + 1)}
          title={words.tokens.hint}
          disabled={!isAnswered}
          onClick={onRead}
        >
          {words.tokens.label}
        </button>
        <button
          type="button"
          className={styles.remove}
          aria-label={words.remove(index + 1)}
          onClick={onRemove}
        >
          <CloseIcon />
        </button>
      </div>
      {answers.map((answer, place) => (
        <Answer key={letters?.[place] ?? 'only'} answer={answer} letter={letters?.[place]} />
      ))}
    </li>
  );
}

function Answer({ answer, letter }: { answer: LensAnswer; letter: string | undefined }) {
  const name = letter && <span className={styles.letter}>{letter}</span>;
  if (answer.kind === 'refused') return <p className={styles.refused}>{answer.message}</p>;
  if (answer.kind === 'none' || answer.kind === 'waiting') {
    return (
      <p className={styles.none}>
        {name} {answer.kind === 'none' ? words.noTextTower : words.waiting}
      </p>
    );
  }
  const { share } = answer;
  const { cosine } = answer.answer;
  return (
    <p className={styles.answer}>
      {name}
      <span className={styles.cosine}>
        <small>{words.cosine}</small> {signed(cosine)}
      </span>
      <span className={styles.share}>{formatShare(share)}</span>
      <span className={styles.track}>
        <span className={styles.fill} style={{ inlineSize: `${share * 100}%` }} />
      </span>
    </p>
  );
}

/** Four decimals, with a minus as long as a plus. */
function signed(value: number): string {
  return `${value < 0 ? '−' : ''}${fixed(Math.abs(value), 4)}`;
}

import * as words from '#words/view/text-attention.tsx';
import { attentionMatrix, firstTokenShare, type TextAttention } from '../../core/analysis/text-attention.ts';
import type { ComparedPrompt, PromptReport } from '../../engine/prompt-report.ts';
import { formatShare } from '../numbers.ts';
import { useScope, useScopeState } from '../scope-context.tsx';
import { SelectField } from '../select-field.tsx';
import { Sheet } from '../sheet.tsx';
import { AttentionMatrix } from './attention-matrix.tsx';
import { FirstTokenGrid } from './first-token-grid.tsx';
import styles from './text-attention-sheet.module.css';

interface TextAttentionSheetProps {
  readonly report: PromptReport | undefined;
  readonly onClose: () => void;
}

/** How the text tower reads a prompt: its tokens, and who attends to whom. */
export function TextAttentionSheet({ report, onClose }: TextAttentionSheetProps) {
  const index = useScopeState((state) => state.requested.prompts.attention.prompt);
  const answer = report?.prompts[index];
  return (
    <Sheet title={words.title} onClose={onClose}>
      {report && answer?.kind === 'compared' && <Reading report={report} answer={answer} />}
      {answer?.kind === 'refused' && <p>{answer.message}</p>}
    </Sheet>
  );
}

function Reading({ report, answer }: { report: PromptReport; answer: ComparedPrompt }) {
  const scope = useScope();
  const chosen = useScopeState((state) => state.requested.prompts.attention);
  const layer = Math.min(chosen.layer, report.layers - 1);
  const head = chosen.head === 'mean' ? 'mean' : Math.min(chosen.head, report.heads - 1);
  const { tokens } = answer;
  const { layers, heads } = report;
  const attention: TextAttention = { layers, heads, tokens: tokens.length, values: answer.attention };
  const matrix = attentionMatrix(attention, layer, head);
  const choose = (change: Partial<typeof chosen>) => scope.prompt({ attention: { ...chosen, ...change } });
  const numbers = (count: number) =>
    Array.from({ length: count }, (_, each) => ({ value: String(each), label: String(each) }));
  return (
    <div className={styles.reading}>
      <ol className={styles.tokens} aria-label={words.tokens}>
        {tokens.map((token, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place.
          <li key={place} data-end-of-word={token.endsWord}>
            {token.text}
            <small>{token.id}</small>
          </li>
        ))}
      </ol>
      <p className={styles.note}>{words.about(tokens.length, tokens.at(-1)?.text ?? '')}</p>
      <div className={styles.choice}>
        <SelectField
          label={words.layer}
          value={String(layer)}
          options={numbers(layers)}
          onChange={(value) => choose({ layer: Number(value) })}
        />
        <SelectField
          label={words.head}
          value={String(head)}
          options={[{ value: 'mean', label: words.mean }, ...numbers(heads)]}
          onChange={(value) => choose({ head: value === 'mean' ? 'mean' : Number(value) })}
        />
      </div>
      <div className={styles.pictures}>
        <AttentionMatrix tokens={tokens.map(({ text }) => text)} matrix={matrix} />
        <div className={styles.sink}>
          <p>
            {words.sink(
              <strong>{formatShare(firstTokenShare(matrix, tokens.length))}</strong>,
              tokens[0]?.text ?? '',
            )}
          </p>
          <FirstTokenGrid attention={attention} layer={layer} head={head} onChoose={choose} />
        </div>
      </div>
    </div>
  );
}

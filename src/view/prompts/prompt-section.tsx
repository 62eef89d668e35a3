import { useState } from 'react';
import { fixed } from '#words/grammar.ts';
import * as words from '#words/view/prompts.ts';
import type { LensTrace } from '../lenses/use-lens-traces.ts';
import { formatMegabytes } from '../numbers.ts';
import { useScope, useScopeState } from '../scope-context.tsx';
import { firstReport, lensAnswers } from './prompt-answers.ts';
import { PromptRow } from './prompt-row.tsx';
import styles from './prompt-section.module.css';
import { TemplateField } from './template-field.tsx';
import { TextAttentionSheet } from './text-attention-sheet.tsx';

interface PromptSectionProps {
  readonly lenses: readonly LensTrace[];
}

/** Prompts, and how well each of them fits the image by each lens's model. */
export function PromptSection({ lenses }: PromptSectionProps) {
  const scope = useScope();
  const prompts = useScopeState((state) => state.requested.prompts);
  const active = useScopeState((state) => state.requested.active);
  const [isReading, setReading] = useState(false);
  const columns = lenses.map((trace) => lensAnswers(trace, prompts));
  const report = firstReport(lenses, active);
  const isOne = lenses.length === 1;
  const style = { '--lenses': lenses.length } as React.CSSProperties;
  const change = (texts: readonly string[]) => scope.prompt({ texts });
  return (
    <section className={styles.prompts} aria-label={words.title} data-side-by-side={!isOne} style={style}>
      <header className={styles.head}>
        <h3>{words.title}</h3>
        <TemplateField />
      </header>
      {prompts.texts.length === 0 && <FirstPrompt lenses={lenses} />}
      <ol className={styles.list}>
        {prompts.texts.map((text, index) => (
          <PromptRow
            key={`${text} ${prompts.texts.indexOf(text) === index ? '' : index}`}
            text={text}
            index={index}
            answers={columns.map((answers) => answers[index]!)}
            letters={isOne ? undefined : lenses.map(({ letter }) => letter)}
            onChange={(changed) => change(prompts.texts.with(index, changed))}
            onRemove={() => change(prompts.texts.toSpliced(index, 1))}
            onRead={() => {
              scope.prompt({ attention: { ...prompts.attention, prompt: index } });
              setReading(true);
            }}
          />
        ))}
      </ol>
      <NewPrompt onAdd={(text) => change([...prompts.texts, text])} />
      <Status lenses={lenses} />
      {report && prompts.texts.length > 0 && (
        <p className={styles.note}>{words.share(fixed(report.logitScale, 1))}</p>
      )}
      {isReading && <TextAttentionSheet report={report} onClose={() => setReading(false)} />}
    </section>
  );
}

function FirstPrompt({ lenses }: PromptSectionProps) {
  const shown = lenses.flatMap(({ shown: each }) => (each?.displayed.model.spec.text ? each.displayed : []));
  const downloads = shown.some(({ modelChoice }) => modelChoice.kind === 'hub');
  // Lenses may share a model.
  const bytesOf = new Map(shown.map(({ model }) => [model.id, model.textBytes ?? 0]));
  const sum = [...bytesOf.values()].reduce((all, bytes) => all + bytes, 0);
  return <p className={styles.note}>{words.first(downloads, formatMegabytes(sum))}</p>;
}

function NewPrompt({ onAdd }: { onAdd: (text: string) => void }) {
  return (
    <form
      className={styles.add}
      onSubmit={(event) => {
        event.preventDefault();
        const field = event.currentTarget.elements.namedItem('prompt') as HTMLInputElement;
        const text = field.value.trim();
        field.value = '';
        if (text !== '') onAdd(text);
      }}
    >
      <input
        name="prompt"
        type="text"
        autoComplete="off"
        aria-label={words.add.name}
        placeholder={words.add.example}
      />
      <button type="submit">{words.add.button}</button>
    </form>
  );
}

/** What reading the text towers is at, or why it did not work. */
function Status({ lenses }: PromptSectionProps) {
  const scope = useScope();
  const views = useScopeState((state) => state.views);
  const states = lenses.flatMap(({ lens }) => views[lens.id]?.prompting ?? []);
  const failed = states.find((state) => state.kind === 'failed');
  const isReading = states.some((state) => state.kind === 'reading');
  return (
    <>
      <output className={styles.note}>{isReading ? words.reading : ''}</output>
      {failed && (
        <p role="alert" className={styles.failed}>
          {failed.message}{' '}
          <button type="button" onClick={() => scope.prompt({})}>
            {words.again}
          </button>
        </p>
      )}
    </>
  );
}

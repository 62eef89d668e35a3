import { promptShares } from '../../core/analysis/prompt-shares.ts';
import type { ComparedPrompt, PromptReport } from '../../engine/prompt-report.ts';
import { filledPrompts, type Prompts } from '../../state/prompts.ts';
import type { LensTrace } from '../lenses/use-lens-traces.ts';

/** What a lens says of one prompt. */
export type LensAnswer =
  /** Its model has no text tower. */
  | { readonly kind: 'none' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'compared'; readonly answer: ComparedPrompt; readonly share: number };

/** A lens's answers, one for each prompt; those that are not there yet are waited for. */
export function lensAnswers({ shown }: LensTrace, prompts: Prompts): LensAnswer[] {
  const report = shown?.record.prompts;
  const isTextModel = shown?.displayed.model.spec.text !== undefined;
  if (shown && !isTextModel) return prompts.texts.map(() => ({ kind: 'none' }));
  const asked = filledPrompts(prompts);
  const answers = asked.map((text) => report?.prompts.find((answer) => answer.text === text));
  const compared = answers.filter((answer) => answer?.kind === 'compared');
  const shares = promptShares(
    compared.map(({ cosine }) => cosine),
    report?.logitScale ?? 1,
  );
  return answers.map((answer): LensAnswer => {
    if (answer === undefined) return { kind: 'waiting' };
    if (answer.kind === 'refused') return { kind: 'refused', message: answer.message };
    return { kind: 'compared', answer, share: shares[compared.indexOf(answer)]! };
  });
}

/** The first report among lenses, the active one's before the others'. */
export function firstReport(lenses: readonly LensTrace[], active: string): PromptReport | undefined {
  const inOrder = lenses.toSorted((a, b) => Number(b.lens.id === active) - Number(a.lens.id === active));
  return inOrder.map(({ shown }) => shown?.record.prompts).find((report) => report !== undefined);
}

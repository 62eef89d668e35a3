import { useState } from 'react';
import * as words from '#words/view/mechanism/panel.ts';
import { checkFit } from '../../core/intervention/intervention-text.ts';
import type { Interventions } from '../../core/intervention/interventions.ts';
import { draftOf, EMPTY_DRAFT, type RerouteDraft, withDraft } from '../../core/intervention/reroute-draft.ts';
import { type TokenLayout, tokenCount } from '../../core/vit/token-layout.ts';
import type { Displayed } from '../../state/displayed.ts';
import type { Lens } from '../../state/lens.ts';
import { explain } from '../../state/notice.ts';
import { modelKey } from '../../state/requested.ts';
import { useScope } from '../scope-context.tsx';
import { useMechanism, useMechanismState } from './mechanism-context.tsx';
import type { Subject } from './subject.ts';

/** A lens as something to be changed, and why the last change was refused, if it was. */
export function useSubject(
  lens: Lens,
  displayed: Displayed,
): { subject: Subject; refusal: string | undefined; dismiss: () => void } {
  const scope = useScope();
  const mechanism = useMechanism();
  const [refusal, setRefusal] = useState<string>();
  // Neurons belong to a model.
  const draftKey = `${lens.id} ${modelKey(lens.model)}`;
  const remembered = useMechanismState((state) => state.drafts[draftKey]);
  const { interventions } = lens;
  const { spec } = displayed.model;
  const layout = layoutWith(displayed, interventions);
  const draft = draftOf(interventions, remembered ?? EMPTY_DRAFT);

  const keepDraft = (kept: RerouteDraft | undefined) => mechanism.keepDraft(draftKey, kept);
  const refuse = (error: unknown) => setRefusal(explain(error, words.tasks.change).message);

  function change(next: Interventions): boolean {
    try {
      checkFit(next, spec, layout);
    } catch (error) {
      refuse(error);
      return false;
    }
    setRefusal(undefined);
    keepDraft(draftOf(next, draft));
    if (JSON.stringify(next) === JSON.stringify(interventions)) return true;
    scope.changeInterventions(lens.id, next);
    return true;
  }

  function changeDraft(next: RerouteDraft): boolean {
    const isAccepted = change(withDraft(interventions, next));
    if (isAccepted) keepDraft(next);
    return isAccepted;
  }

  return {
    subject: {
      lens: lens.id,
      spec,
      layout,
      interventions,
      draft,
      query: displayed.attention.token < tokenCount(layout) ? displayed.attention.token : 0,
      change,
      changeDraft,
      reset() {
        change({});
        keepDraft(undefined);
      },
      refuse,
    },
    refusal,
    dismiss: () => setRefusal(undefined),
  };
}

/** The tokens of the run that is asked for, which may still be on its way. */
function layoutWith({ start, model }: Displayed, interventions: Interventions): TokenLayout {
  return {
    ...start.layout,
    registers: interventions.dropTrainedRegisters ? 0 : model.spec.registers,
    testTimeRegisters: interventions.registers?.count ?? 0,
  };
}

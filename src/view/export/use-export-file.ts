import { useEffect, useMemo, useState } from 'react';
import * as words from '#words/view/export-sheet.tsx';
import { explain } from '../../state/notice.ts';
import type { Scope } from '../../state/scope.ts';
import { lensView, type ScopeState } from '../../state/scope-state.ts';
import { useScope, useScopeState } from '../scope-context.tsx';
import { type ExportFile, makeFile } from './export-file.ts';
import type { ExportPlan } from './export-plan.ts';
import { programFacts, type Subject } from './facts.ts';

/** The file of a plan: in the making, made, or why it cannot be. */
export type ExportState =
  | { readonly status: 'making' }
  | { readonly status: 'made'; readonly file: ExportFile }
  | { readonly status: 'failed'; readonly message: string };

const EVERYTHING = (state: ScopeState) => state;

/** What the active lens shows; undefined before its first trace begins. */
export function useSubject(): Subject | undefined {
  const scope = useScope();
  const state = useScopeState(EVERYTHING);
  return useMemo(() => readSubject(scope, state), [scope, state]);
}

function readSubject(scope: Scope, state: ScopeState): Subject | undefined {
  const { displayed } = lensView(state);
  const record = displayed && scope.record(state.requested.active, displayed.start.trace);
  return displayed && record && { state, displayed, record, model: scope.pinned(displayed.modelChoice) };
}

/** Makes the file again whenever the plan or the page changes; the newest one counts. Tensors wait to be saved. */
export function useExportFile(subject: Subject | undefined, plan: ExportPlan): ExportState {
  const scope = useScope();
  const [state, setState] = useState<ExportState>({ status: 'making' });
  useEffect(() => {
    if (subject === undefined || plan.what === 'tensors') return;
    let isNewest = true;
    const now = new Date();
    const version = import.meta.env.VITE_VERSION;
    makeFile({ scope, subject, plan, now, version, programFacts: programFacts(version, now) }).then(
      (file) => isNewest && setState({ status: 'made', file }),
      (error) =>
        isNewest && setState({ status: 'failed', message: explain(error, words.tasks.making).message }),
    );
    return () => {
      isNewest = false;
    };
  }, [scope, subject, plan]);
  return state;
}

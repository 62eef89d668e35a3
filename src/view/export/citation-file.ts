import * as words from '#words/view/export-facts.ts';
import { citeInWords, encodeBibtex, programReference } from '../../core/citation/citation-text.ts';
import { citedWorks } from '../../core/citation/cited-works.ts';
import { referenceOf } from '../../core/citation/references.ts';
import { type Displayed, stagedMap } from '../../state/displayed.ts';
import { isAttentionMap, type MapKind } from '../../state/requested.ts';
import type { ScopeState } from '../../state/scope-state.ts';
import type { ExportFormat } from './export-plan.ts';
import { modelName, type Subject } from './facts.ts';

/** The program, the model and the methods in use, each cited once. */
export function citationText(subject: Subject, format: ExportFormat, version: string): string {
  const { displayed, state, model } = subject;
  const { model: modelWorks, methods } = citedWorks({
    spec: displayed.model.spec,
    modelName: `${modelName(model, state)} ${displayed.model.name}`,
    interventions: displayed.interventions,
    shown: shownKinds(state.requested, displayed),
  });
  const groups = [
    { name: words.cited.program, works: [programReference(version, new Date().getFullYear())] },
    { name: words.cited.model, works: modelWorks.map(referenceOf) },
    {
      name: words.cited.methods,
      works: methods.filter((key) => !modelWorks.includes(key)).map(referenceOf),
    },
  ].filter(({ works }) => works.length > 0);
  const isBibtex = format === 'bibtex';
  const blocks = groups.map(({ name, works }) =>
    [
      isBibtex ? `% ${name}` : words.cited.heading(name),
      ...works.map(isBibtex ? encodeBibtex : citeInWords),
    ].join('\n'),
  );
  const modelLine = `${isBibtex ? '% ' : ''}${words.cited.modelName(modelName(model, state))}`;
  return `${[modelLine, ...blocks].join('\n\n')}\n`;
}

/** The kinds of map on the page, and what else a work stands behind. */
function shownKinds(
  { staged, combining, features, grid }: ScopeState['requested'],
  displayed: Displayed,
): readonly string[] {
  const isGrid = !features.isOpen && grid.order === 'layers';
  const measures = [grid.order, grid.filter?.measure];
  const { kind } = stagedMap(staged, displayed).map;
  const isMasked = combining.mask.shown && isAttentionMap({ kind } as MapKind);
  return [
    kind,
    ...(isGrid ? combining.columns : []),
    ...(features.isOpen ? [features.shows] : []),
    ...(isMasked ? ['mask'] : []),
    ...(measures.includes('distance') ? ['distance'] : []),
  ];
}

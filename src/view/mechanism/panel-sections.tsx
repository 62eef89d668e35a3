import { useMemo } from 'react';
import { findOnset, maxOverMedian } from '../../core/analysis/onset.ts';
import { findOutliers } from '../../core/analysis/outliers.ts';
import { checkFit } from '../../core/intervention/intervention-text.ts';
import { EMPTY_DRAFT, withDraft } from '../../core/intervention/reroute-draft.ts';
import { patchValues, prefixCount } from '../../core/vit/token-layout.ts';
import { EMBEDDED_MODELS } from '../../hub/embedded-models.ts';
import { sampleUrl } from '../../hub/sample-images.ts';
import type { Displayed } from '../../state/displayed.ts';
import type { Lens } from '../../state/lens.ts';
import { modelTitle } from '../../state/library.ts';
import { imageKey, modelKey } from '../../state/requested.ts';
import { lensView } from '../../state/scope-state.ts';
import { layerNorms } from '../../state/trace-record.ts';
import { lensLetter } from '../lenses/use-lens-traces.ts';
import { useScope, useScopeState } from '../scope-context.tsx';
import { useShownTrace } from '../use-shown.ts';
import type { Pickable } from './finder-images.tsx';
import { FinderSection } from './finder-section.tsx';
import { GateSection } from './gate-section.tsx';
import { JsonSection } from './json-section.tsx';
import { MaskSection } from './mask-section.tsx';
import { useMechanism } from './mechanism-context.tsx';
import { MoveSection } from './move-section.tsx';
import { NeuronSection } from './neuron-section.tsx';
import { NormaliserSection } from './normaliser-section.tsx';
import styles from './panel-sections.module.css';
import { RegisterSection } from './register-section.tsx';
import { SinkSection } from './sink-section.tsx';
import type { Subject } from './subject.ts';
import type { Twin } from './twin-choice.tsx';
import type { OtherLens } from './use-known-lists.ts';

interface PanelSectionsProps {
  readonly lens: Lens;
  readonly subject: Subject;
  readonly displayed: Displayed;
}

/** The sections of the panel, each with what it needs of the page. */
export function PanelSections({ lens, subject, displayed }: PanelSectionsProps) {
  const twins = useTwins(lens);
  const others = useOtherLenses(lens);
  const images = useImages();
  const shownImage = useScopeState((state) => state.requested.image);
  const { onset, outliers } = useArtifacts();
  const { start, status, model, framing } = displayed;
  const isPlanted = lens.model.kind === 'embedded' && lens.model.id === 'mini-artifacts';
  const gate = start.interventions.gate;
  const chosenSinks =
    gate?.kind === 'implied' && typeof gate.sinks === 'object' ? gate.sinks.tokens : undefined;
  return (
    <div className={styles.sections}>
      <RegisterSection subject={subject} twins={twins} />
      <NeuronSection subject={subject} isPlanted={isPlanted} others={others} />
      <MoveSection subject={subject} />
      <FinderSection
        subject={subject}
        model={model}
        framing={framing}
        images={images}
        current={shownImage && imageKey(shownImage)}
        automatic={subject.interventions.reroute ? undefined : onset}
      />
      <MaskSection subject={subject} outliers={outliers} />
      <NormaliserSection subject={subject} />
      <GateSection subject={subject} chosen={chosenSinks} />
      <SinkSection subject={subject} question={{ trace: start.trace, isComplete: status === 'complete' }} />
      <JsonSection subject={subject} />
    </div>
  );
}

/** The variants of an embedded model. */
function useTwins(lens: Lens): Twin[] {
  const scope = useScope();
  const { model } = lens;
  if (model.kind !== 'embedded') return [];
  return EMBEDDED_MODELS.map(({ id, title, difference }) => ({
    key: id,
    title,
    difference,
    isCurrent: id === model.id,
    choose: () => scope.chooseModel({ kind: 'embedded', id }, lens.id),
  }));
}

/** The other lenses, each with a way to give it the neurons of this one. */
function useOtherLenses(lens: Lens): OtherLens[] {
  const scope = useScope();
  const mechanism = useMechanism();
  const lenses = useScopeState((state) => state.requested.lenses);
  const localModels = useScopeState((state) => state.localModels);
  return lenses.flatMap(({ id, model, interventions }, place) => {
    if (id === lens.id) return [];
    return [
      {
        id,
        title: `${lensLetter(place)} · ${modelTitle(model, localModels)}`,
        receive({ draft }: Subject) {
          const shown = lensView(scope.store.getState(), id).displayed;
          const next = withDraft(interventions, draft);
          if (shown) checkFit(next, shown.model.spec, shown.start.layout);
          mechanism.keepDraft(`${id} ${modelKey(model)}`, { ...EMPTY_DRAFT, ...draft });
          scope.changeInterventions(id, next);
        },
      },
    ];
  });
}

/** All images of the page, the visitor's own first. */
function useImages(): Pickable[] {
  const samples = useScopeState((state) => state.samples);
  const localImages = useScopeState((state) => state.localImages);
  return useMemo(
    () => [
      ...localImages.map(({ key, name, url }) => ({
        choice: { kind: 'local', key } as const,
        url,
        title: name,
      })),
      ...samples.map(({ file, title }) => ({
        choice: { kind: 'sample', file } as const,
        url: sampleUrl(import.meta.env.BASE_URL, file),
        title,
      })),
    ],
    [samples, localImages],
  );
}

/** Where the run on the screen has high-norm tokens, and which they are. */
function useArtifacts() {
  const shown = useShownTrace();
  const rule = useScopeState((state) => state.requested.look.rule);
  const record = shown?.record;
  const isComplete = shown?.displayed.status === 'complete';
  return useMemo(() => {
    if (!record || !isComplete) return { onset: undefined, outliers: [] };
    const { layout, depth } = record.start;
    const norms = Array.from({ length: depth }, (_, layer) => patchValues(layout, layerNorms(record, layer)));
    const onset = findOnset(norms.map(maxOverMedian));
    const outliers = onset ? findOutliers(norms[onset.detectLayer]!, rule).indices : [];
    return { onset, outliers: outliers.map((patch) => patch + prefixCount(layout)) };
  }, [record, isComplete, rule]);
}

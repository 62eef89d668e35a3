import { useState } from 'react';
import { useStore } from 'zustand';
import * as words from '#words/view/mechanism/finder.tsx';
import { DEFAULT_RULES } from '../../core/analysis/outliers.ts';
import type { FramingRequest } from '../../core/image/framing.ts';
import type { OpenModel } from '../../engine/engine.ts';
import type { FinderRequest } from '../../engine/neuron-finder.ts';
import type { SearchRequest } from '../../state/neuron-search.ts';
import { imageKey } from '../../state/requested.ts';
import controls from './controls.module.css';
import { FinderImages, type Pickable } from './finder-images.tsx';
import { FinderProgressLine } from './finder-progress-line.tsx';
import { FinderResults } from './finder-results.tsx';
import { FinderSettings } from './finder-settings.tsx';
import { useMechanism } from './mechanism-context.tsx';
import { PanelSection } from './panel-section.tsx';
import type { Subject } from './subject.ts';

interface FinderSectionProps {
  readonly subject: Subject;
  readonly model: Pick<OpenModel, 'id' | 'name'>;
  readonly framing: FramingRequest;
  readonly images: readonly Pickable[];
  /** The key of the image on the screen. */
  readonly current: string | undefined;
  /** What the search would choose by itself from the image on the screen. */
  readonly automatic: { readonly layer: number; readonly detectLayer: number } | undefined;
}

/** Looks for the neurons that make the high norms, on images of one's choice. */
export function FinderSection(props: FinderSectionProps) {
  const { subject, model, framing, images, current, automatic } = props;
  const { search } = useMechanism();
  const state = useStore(search.store);
  const [ticked, setTicked] = useState<readonly string[]>();
  const [settings, setSettings] = useState<FinderRequest>({
    rule: DEFAULT_RULES.robust,
    sparsityFilter: false,
  });
  const chosen = images.filter(({ choice }) => (ticked ?? [current]).includes(imageKey(choice)));
  const isOurs = state.kind !== 'idle' && state.request.model.id === model.id;
  const request: SearchRequest = {
    model,
    framing,
    settings,
    images: chosen.map(({ choice, title }) => ({ choice, name: title })),
  };
  return (
    <PanelSection
      name="finder"
      title={words.title}
      state={
        state.kind === 'running'
          ? words.states.running
          : isOurs && state.kind === 'done'
            ? words.states.done(state.result.settings.topK)
            : words.states.idle
      }
    >
      <p className={controls.intro}>{words.intro}</p>
      <FinderImages images={images} chosen={chosen} current={current} onChange={setTicked} />
      <FinderSettings
        settings={settings}
        depth={subject.spec.depth}
        automatic={automatic}
        onChange={setSettings}
      />
      {state.kind === 'running' ? (
        <FinderProgressLine progress={state.progress} onCancel={search.cancel} />
      ) : (
        <div className={controls.buttons}>
          <button
            type="button"
            className={controls.primary}
            disabled={chosen.length === 0}
            onClick={() => void search.run(request)}
          >
            {words.find(chosen.length)}
          </button>
        </div>
      )}
      {isOurs && state.kind === 'failed' && (
        <p className={controls.refusal} role="alert">
          {state.message}
        </p>
      )}
      {isOurs && state.kind === 'done' && (
        <FinderResults key={JSON.stringify(state.result.settings)} subject={subject} found={state} />
      )}
    </PanelSection>
  );
}

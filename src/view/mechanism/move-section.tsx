import * as words from '#words/view/mechanism/move.ts';
import * as panel from '#words/view/mechanism/panel.ts';
import { neuronEntries } from '../../core/intervention/neuron-entries.ts';
import { patchCount, patchToken, prefixCount, tokenName } from '../../core/vit/token-layout.ts';
import { Segmented } from '../segmented.tsx';
import { ControlRow } from './control-row.tsx';
import controls from './controls.module.css';
import { useMechanism, usePicking } from './mechanism-context.tsx';
import { PanelSection } from './panel-section.tsx';
import type { Subject } from './subject.ts';
import { useLatest } from './use-latest.ts';

const STROKES = (['one', 'several'] as const).map((value) => ({ value, ...words.strokes[value] }));

/** The causal test: what the register neurons fire is written to patches that are pointed at. */
export function MoveSection({ subject }: { subject: Subject }) {
  const { draft, interventions } = subject;
  const patches = targetPatches(subject);
  const hasNeurons = neuronEntries(draft.neurons).length > 0;
  const isMoved = interventions.reroute !== undefined && patches.length > 0;
  return (
    <PanelSection
      name="move"
      title={words.title}
      state={words.state(isMoved ? patches.length : 0)}
      isChanged={isMoved}
    >
      <p className={controls.intro}>{words.intro}</p>
      {hasNeurons ? (
        <MoveControls subject={subject} patches={patches} />
      ) : (
        <p className={controls.note}>{words.noNeurons}</p>
      )}
    </PanelSection>
  );
}

function MoveControls({ subject, patches }: { subject: Subject; patches: readonly number[] }) {
  const { picker } = useMechanism();
  const picking = usePicking();
  const { draft, layout, query } = subject;
  const isPicking = picking?.purpose === 'target';
  const queryPatch = query - prefixCount(layout);
  const isPatch = queryPatch >= 0 && queryPatch < patchCount(layout);
  const latest = useLatest(subject);
  const send = (to: readonly number[]) =>
    latest.current.changeDraft({ ...latest.current.draft, target: { patches: [...to] } });
  const several = picking?.several ?? patches.length > 1;
  return (
    <>
      <div className={controls.buttons}>
        <button
          type="button"
          className={isPicking ? controls.button : controls.primary}
          aria-pressed={isPicking}
          onClick={() =>
            isPicking ? picker.end() : picker.begin({ purpose: 'target', patches, several, onPick: send })
          }
        >
          {isPicking ? panel.stopPicking : panel.pick}
        </button>
        <button
          type="button"
          className={controls.button}
          disabled={!isPatch}
          title={words.sendHint}
          onClick={() => {
            send([queryPatch]);
            if (isPicking) picker.change({ patches: [queryPatch] });
          }}
        >
          {words.send(isPatch ? tokenName(layout, query) : undefined)}
        </button>
        <button
          type="button"
          className={controls.quiet}
          disabled={patches.length === 0}
          onClick={() => {
            picker.end();
            subject.changeDraft({ ...draft, target: 'registers' });
          }}
        >
          {words.back}
        </button>
      </div>
      {isPicking && (
        <ControlRow label={words.pointing} hint={words.pointingHint}>
          <Segmented
            legend={words.pointing}
            value={several ? 'several' : 'one'}
            options={STROKES}
            onChange={(value) => picker.change({ several: value === 'several' })}
          />
        </ControlRow>
      )}
      {patches.length > 0 && (
        <p className={controls.note}>{words.place(patches.length, patchNames(subject, patches))}</p>
      )}
    </>
  );
}

/** The patches that the outlier is on, row by row. */
function targetPatches({ draft }: Subject): readonly number[] {
  return typeof draft.target === 'object' ? draft.target.patches : [];
}

function patchNames({ layout }: Subject, patches: readonly number[]): string[] {
  return patches
    .filter((patch) => patch < patchCount(layout))
    .map((patch) =>
      tokenName(layout, patchToken(layout, Math.floor(patch / layout.columns), patch % layout.columns)),
    );
}

import { neuronEntries } from '../../core/intervention/neuron-entries.ts';
import { patchCount, patchToken, prefixCount, tokenName } from '../../core/vit/token-layout.ts';
import { Segmented } from '../segmented.tsx';
import { ControlRow } from './control-row.tsx';
import controls from './controls.module.css';
import { useMechanism, usePicking } from './mechanism-context.tsx';
import { PanelSection } from './panel-section.tsx';
import type { Subject } from './subject.ts';
import { useLatest } from './use-latest.ts';
import { counted, firstOf } from './words.ts';

const STROKES = [
  { value: 'one', label: 'one that follows', hint: 'The artifact follows the pointer' },
  { value: 'several', label: 'paint several', hint: 'Every patch that is painted gets the artifact' },
] as const;

/** The causal test: what the register neurons fire is written to patches that are pointed at. */
export function MoveSection({ subject }: { subject: Subject }) {
  const { draft, interventions } = subject;
  const patches = targetPatches(subject);
  const hasNeurons = neuronEntries(draft.neurons).length > 0;
  const isMoved = interventions.reroute !== undefined && patches.length > 0;
  return (
    <PanelSection
      title="Move the outlier"
      state={isMoved ? `on ${counted(patches.length, 'patch')}` : 'not moved'}
      isChanged={isMoved}
    >
      <p className={controls.intro}>
        The causal test: write what the register neurons fire onto a patch of your choice, and the high norm
        and the attention go there (Jiang et al. 2025, section 4).
      </p>
      {hasNeurons ? (
        <MoveControls subject={subject} patches={patches} />
      ) : (
        <p className={controls.note}>Choose register neurons first, above.</p>
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
          {isPicking ? 'Stop pointing' : 'Point at patches'}
        </button>
        <button
          type="button"
          className={controls.button}
          disabled={!isPatch}
          title="Move the query with the arrow keys, then send the outlier there"
          onClick={() => {
            send([queryPatch]);
            if (isPicking) picker.change({ patches: [queryPatch] });
          }}
        >
          Send it to {isPatch ? `patch ${tokenName(layout, query)}` : 'the query patch'}
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
          Back to registers
        </button>
      </div>
      {isPicking && (
        <ControlRow
          label="Pointing"
          hint="On the image: click or drag. Enter picks the query patch, Escape ends it."
        >
          <Segmented
            legend="Pointing"
            value={several ? 'several' : 'one'}
            options={STROKES}
            onChange={(value) => picker.change({ several: value === 'several' })}
          />
        </ControlRow>
      )}
      {patches.length > 0 && (
        <p className={controls.note}>
          Now on {counted(patches.length, 'patch')} (row, column): {firstOf(patchNames(subject, patches), 6)}.
        </p>
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

import { useState } from 'react';
import * as words from '#words/view/mechanism/neurons.ts';
import { randomNeurons } from '../../core/intervention/random-neurons.ts';
import { draftWithNeurons } from '../../core/intervention/reroute-draft.ts';
import { type KnownNeurons, originOf } from '../../state/mechanism.ts';
import { ControlRow } from './control-row.tsx';
import controls from './controls.module.css';
import { useMechanism } from './mechanism-context.tsx';
import { NumberField } from './number-field.tsx';
import type { Subject } from './subject.ts';

interface RandomControlProps {
  readonly subject: Subject;
  /** Lists whose origin is known. */
  readonly lists: readonly KnownNeurons[];
}

/** The control: as many other neurons, drawn at random, and the way back to the list that they stand for. */
export function RandomControl({ subject, lists }: RandomControlProps) {
  const { draft, spec } = subject;
  const mechanism = useMechanism();
  const [seed, setSeed] = useState(1);
  const [instead, setInstead] = useState<KnownNeurons>();
  const isRandom = draft.origin === 'random';

  function draw(drawnSeed: number): void {
    const list = isRandom && instead ? instead : (originOf(draft.neurons, lists) ?? byHand(draft.neurons));
    try {
      const neurons = randomNeurons(list.neurons, { hidden: spec.mlp.hidden, seed: drawnSeed });
      if (subject.changeDraft(draftWithNeurons(draft, neurons, 'random'))) setInstead(list);
    } catch (error) {
      subject.refuse(error);
    }
  }

  return (
    <ControlRow label={words.control} hint={isRandom ? words.drawnHint(instead?.title) : words.controlHint}>
      <button
        type="button"
        className={controls.button}
        aria-pressed={isRandom}
        onClick={() => {
          const next = isRandom ? seed + 1 : seed;
          setSeed(next);
          draw(next);
        }}
      >
        {isRandom ? words.drawAgain : words.draw}
      </button>
      <NumberField
        label={words.seed}
        value={seed}
        least={0}
        onChange={(next) => {
          setSeed(next);
          if (isRandom) draw(next);
        }}
      />
      {isRandom && instead && (
        <button
          type="button"
          className={controls.quiet}
          onClick={() => {
            if (!originOf(instead.neurons, lists)) mechanism.keepList(instead);
            subject.changeDraft(draftWithNeurons(draft, instead.neurons));
          }}
        >
          {words.back}
        </button>
      )}
    </ControlRow>
  );
}

function byHand(neurons: KnownNeurons['neurons']): KnownNeurons {
  return { neurons, title: words.ownTitle, source: words.byHand };
}

import * as words from '#words/view/mechanism/neurons.ts';
import { publishedListsFor } from '../../core/intervention/published-neurons.ts';
import { checkNeurons } from '../../core/intervention/reroute.ts';
import { PLANTED_NEURONS } from '../../hub/embedded-models.ts';
import type { KnownNeurons } from '../../state/mechanism.ts';
import { useMechanismState } from './mechanism-context.tsx';
import type { Subject } from './subject.ts';

/** Another lens, to which neurons can be copied. */
export interface OtherLens {
  readonly id: string;
  readonly title: string;
  /** @throws InputError if the neurons do not fit that lens's model. */
  readonly receive: (subject: Subject) => void;
}

const PLANTED: KnownNeurons = {
  neurons: PLANTED_NEURONS,
  title: words.plantedTitle,
  source: words.plantedSource,
};

/** The lists of neurons that are at hand for a model: planted, published, and those of this visit that fit. */
export function useKnownLists({ spec }: Subject, isPlanted: boolean): KnownNeurons[] {
  const lists = useMechanismState((state) => state.lists);
  const fits = ({ neurons }: KnownNeurons) => {
    try {
      checkNeurons(neurons, spec);
      return true;
    } catch {
      return false;
    }
  };
  const published = publishedListsFor(spec).map(({ model, source, settings, url, neurons }) => ({
    neurons,
    title: words.publishedTitle(model),
    source: words.publishedSource(source, settings),
    url,
  }));
  return [...(isPlanted ? [PLANTED] : []), ...published, ...lists.filter(fits)];
}

import { integer } from '../../grammar.ts';

export const title = 'Lenses';
export const field = 'Lens';
export const about =
  'A lens is a model with what is changed in it. All of them look at the same image with the same query.';
export const sideBySide = (count: number) => `${integer(count)} side by side`;
export const allSideBySide = (count: number) => `All ${integer(count)} side by side`;
export const sharing = 'one image, one query';
/** What an active lens is, and among how many. */
export const alone = (kind: string, count: number) =>
  `${kind}, ${count === 1 ? 'one lens' : `one of ${integer(count)} lenses`}`;
export const oneLens = 'One lens';
export const compareRemedies = 'Compare the remedies';
/** What a model other than the small one is compared with. */
export const remediesOfModel =
  'This model as trained, with a test-time register where its neurons are known, with the gate that its sinks imply, and with its sinks hidden.';
export const add = 'Add a lens';
export const change = 'Change the model…';
export const comparisons = 'Comparisons';

/** Whether a variant is as its publisher made it, changed in a published way, or to see what follows. */
export const kinds = { trained: 'trained', 'training-free': 'training-free', 'what-if': 'what-if' };

export const underWay = (busy: number, all: number) => `${integer(busy)} of ${integer(all)} lenses under way`;
export const took = (count: number, duration: string) => `${integer(count)} lenses in ${duration}`;
export const cancel = 'Cancel';
export const goOn = 'Continue';
export const progress = 'Progress of all lenses';

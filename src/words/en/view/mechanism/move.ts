import { counted, firstOf } from '../../grammar.ts';

export const title = 'Move the outlier';

/** A heading's state: to how many patches the outlier was moved. */
export const state = (patches: number) =>
  patches === 0 ? 'not moved' : `on ${counted(patches, 'patch', 'patches')}`;

export const intro =
  'The causal test: write what the register neurons fire onto a patch of your choice, and the high norm and the ' +
  'attention go there (Jiang et al. 2025, section 4).';

export const noNeurons = 'Choose register neurons first, above.';

/** To the query's patch, named "row, column"; undefined while the query is no patch. */
export const send = (patch: string | undefined) =>
  patch === undefined ? 'Send it to the query patch' : `Send it to patch ${patch}`;
export const sendHint = 'Move the query with the arrow keys, then send the outlier there';
export const back = 'Back to registers';

export const pointing = 'Pointing';
export const pointingHint = 'On the image: click or drag. Enter picks the query patch, Escape ends it.';
export const strokes = {
  one: { label: 'one patch', hint: 'The artifact follows the pointer' },
  several: { label: 'several patches', hint: 'Every patch that is painted gets the artifact' },
};

/** Where the outlier is now; patches are named "row, column". */
export const place = (patches: number, names: readonly string[]) =>
  `Now on ${counted(patches, 'patch', 'patches')} (row, column): ${firstOf(names, 6)}.`;

export const title = 'JSON';
export const state = 'for the command line';

export const intro = (
  <>
    All changes as one text. The command line takes the same: <code>--intervention FILE.json</code>.
  </>
);

export const field = 'Intervention';
/** What a refusal says it has read. */
export const source = 'The text';
export const apply = 'Apply';
export const copy = 'Copy';
export const copied = 'Copied';
export const discard = 'Discard edits';

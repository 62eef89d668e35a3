/** A model whose name the page no longer knows. */
export const localModel = 'Local model';

/** Why downloads are not kept. */
export const noRoom =
  'This device has no more room for the page: what is downloaded from now on stays in memory and is gone when the page is closed. Deleting stored models makes room.';
export const notStored =
  'The browser does not let the page store files: what is downloaded stays in memory and is gone when the page is closed.';

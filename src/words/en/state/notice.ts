/** What went wrong where the error does not say so for readers. `task`: one of the names below, or another room's. */
export const failed = (task: string, detail: string) =>
  `${task} did not work: ${/[.!?]$/.test(detail) ? detail : `${detail}.`} Try again, or reload the page if it stays so.`;

/** What may fail, as a sentence begins. */
export const tasks = {
  page: 'Starting the page',
  files: 'Opening the files',
  model: 'Running the model',
  attention: 'Reading the attention',
  norms: 'Reading the norms',
  effects: 'Measuring the effects',
  rollout: 'Loading the rollout',
  search: 'The search',
};

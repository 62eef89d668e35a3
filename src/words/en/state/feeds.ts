/** What may fail, as in ./notice.ts. */
export const tasks = {
  features: 'Comparing the features',
  prompts: 'Reading the prompts',
  rollout: 'Rolling out the attention',
};

export const downloadStopped = 'The download was stopped.';

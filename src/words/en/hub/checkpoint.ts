/** What a folder lacks, as a sentence goes on after its name. `expected`: the name that its weights should have. */
export const noWeightsBut = (expected: string, foreign: string) => `has no ${expected} but ${foreign}`;

export const noFile = (expected: string) => `has no ${expected}`;

export const unrelatedWeights = (count: number, expected: string, index: string) =>
  `has ${count} .safetensors files, none of them called ${expected}, and no ${index} that says how they belong together`;

/** Where another choice of files would not help: what would. */
export const onlySafetensors = 'Only safetensors are read; look for a revision of the model that has them.';

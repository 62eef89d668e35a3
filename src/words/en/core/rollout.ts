export const unknownStart = (layer: number, last: number) =>
  `Rollout: there is no layer ${layer} to start from. The model's layers are 0 to ${last}; choose one of them.`;

export const impossibleDiscard = (share: number, largest: number) =>
  `Rollout: the share to discard is ${share}. Give a number from 0 to ${largest}.`;

/** How the heads of a layer become one, in a sentence. */
export const headsTogether = {
  mean: 'mean of heads',
  max: 'max of heads',
  min: 'min of heads',
  weighted: 'weighted heads',
};

/** What a combined map shows: how attention is read, and how it is combined. */
export const combined = (reading: string, how: string) => `${reading}: ${how}`;

export const beforeRange = (first: number) =>
  `The range starts at layer ${first}: choose a layer from there on`;
export const range = (first: number, last: number, heads: keyof typeof headsTogether) =>
  `${first === last ? `layer ${last}` : `mean of layers ${first} to ${last}`}, ${headsTogether[heads]} in each`;

export const rolloutWaits = 'Rollout follows when all layers have run';
export const rollingOut = 'Rolling out the attention…';
export const beforeRollout = (first: number) =>
  `This rollout starts at layer ${first}: choose a layer from there on`;
export const notRun = 'This layer has not run';

/** `discarded`: the share of the lowest weights that is left out, as a percentage. */
export function rollout(
  flow: string,
  options: {
    readonly first: number;
    readonly last: number;
    readonly heads: keyof typeof headsTogether;
    readonly identity: boolean;
    readonly discarded: string | undefined;
  },
): string {
  const { first, last, heads, identity, discarded } = options;
  const without = discarded
    ? `, the lowest ${discarded} of each layer’s weights discarded as in vit-explain`
    : '';
  return (
    `${flow}: rollout from layer ${first} to ${last}, ${headsTogether[heads]}, ` +
    `${identity ? 'with' : 'without'} identity${without} (Abnar & Zuidema 2020)`
  );
}

/** Which way a rollout is read; `isSet`: whether several tokens ask. */
export const flow = {
  intoAll: 'What flows into all tokens on average',
  into: (query: string, isSet: boolean) => `What flows into ${query}${isSet ? ', mean of the set' : ''}`,
  outOf: (query: string, isSet: boolean) =>
    isSet ? `Where ${query} flow to, mean of the set` : `Where ${query} flows to`,
};

/** The heads by the visitor's weights. */
export const weights = {
  none: 'no head has a weight, so there is nothing to show',
  alike: (heads: number) => `mean of all ${heads} heads, weighted alike`,
  some: (used: number, heads: number) => `mean of ${used} of ${heads} heads by your weights`,
  one: (head: number) => `head ${head} alone`,
  few: (heads: readonly { readonly head: number; readonly weight: number }[]) =>
    `mean by your weights: ${heads.map(({ head, weight }) => `head ${head} × ${weight}`).join(', ')}`,
};

/** On the mask over the map. */
export const kept = (patches: number, all: number, share: string) =>
  `${patches} of ${all} patches hold ${share}`;

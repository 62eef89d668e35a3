import { counted, listed } from '../grammar.ts';

/** `name`: its row and column, or its name: "R1". */
export const patch = (name: string) => `patch ${name}`;
export const register = (name: string) => `register ${name}`;
export const patches = (count: number) => counted(count, 'patch', 'patches');

/** What a map shows, as sentences without their stops. `who`: a token, or how many patches, as above. */
export const shows = {
  attendsTo: (who: string) => `What ${who} attends to`,
  setAttendsTo: (who: string) => `What ${who} attend to, mean of the set`,
  attendedBy: (who: string) => `Who attends to ${who}`,
  setAttendedBy: (who: string) => `Who attends to ${who}, sum over the set`,
  received: 'Attention received, mean over all queries',
  gate: 'How far the gate is open at each token',
  prompt: (text: string) =>
    `Cosine of each patch with “${text}”: its last output through the final norm and the projection, as CLS goes`,
  similarity: (who: string) => `Cosine with ${who}`,
  setSimilarity: (who: string) => `Cosine with ${who}, mean of the set`,
  components: 'Three principal components as red, green and blue',
  rollout: 'Attention followed through the layers',
  setRollout: (who: string) => `Attention followed through the layers, mean over ${who}`,
};

/** What norms are of: a label, and the sentence without its stop that says it exactly. */
export const normSites = {
  output: { label: 'block output', phrase: 'L2 norm of each token after the block' },
  final: {
    label: 'after final norm',
    phrase: 'L2 norm of each token after the block and the model’s final norm, as if the layer were the last',
  },
  attention: {
    label: 'attention output',
    phrase: 'L2 norm of what the attention branch adds to each token',
  },
  mlp: { label: 'MLP output', phrase: 'L2 norm of what the MLP branch adds to each token' },
};

/** What norms are of, in a few words. */
export const normSiteNames = {
  output: normSites.output.label,
  final: 'output after the final norm',
  attention: normSites.attention.label,
  mlp: normSites.mlp.label,
};

export const readings = {
  'attends-to': { label: 'attends to', hint: "The query's row: where its attention goes" },
  'attended-by': { label: 'is attended by', hint: "The query's column: who attends to it" },
  received: {
    label: 'all queries',
    hint: 'Attention that each token receives, the mean over all queries',
  },
  gate: {
    label: 'gate',
    hint: 'How far each head is open at each token, 0 to 1: its trained gate, or 1 − the share that goes to the sinks',
  },
};

/** What a token's share of a map is a share of. */
export const shareOf = {
  'attends-to': 'of its attention',
  'attended-by': 'of all that it receives',
  received: 'of all attention',
  gate: '',
};

export const scales = { head: 'per head', layer: 'per layer', fixed: 'fixed 0–1' };

type Scale = keyof typeof scales;
type Range = 'patches' | 'all-tokens';

/** What the top of an attention map's colour bar stands for, as a sentence goes on. */
export function scaleNote(scale: Scale, range: Range): string {
  const what = range === 'patches' ? 'patch' : 'token';
  switch (scale) {
    case 'head':
      return `each map up to its own largest ${what}`;
    case 'layer':
      return `up to the layer's largest ${what}`;
    case 'fixed':
      return 'the same 0 to 1 for every map';
  }
}

/** What the numbers of a map are, and what the top of its colour bar stands for. */
export const mapScaleNotes = {
  attention: (scale: Scale, range: Range) => `attention weight, ${scaleNote(scale, range)}`,
  rollout: (scale: Scale, range: Range) => `flow, ${scaleNote(scale, range)}`,
  prompt: 'cosine with the prompt, from the lowest patch to the highest',
  similarity: 'cosine, from the least to the most alike patch beside the query',
  fixedSimilarity: 'cosine, the same 0 to 1 for every map',
};

/** Where gates come from. */
export const gates = {
  trained: 'trained gate',
  later: 'implied gate, after the last layer',
  none: 'no sinks, so no gate is implied',
  impliedBy: (registers: number, outliers: number) =>
    `implied by ${listed([
      ...(registers > 0 ? [counted(registers, 'register', 'registers')] : []),
      ...(outliers > 0 ? [counted(outliers, 'outlier', 'outliers')] : []),
    ])}`,
};

/** The title of a map. */
export const layerMap = (layer: number, map: string) => `Layer ${layer} · ${map}`;

/** What a colour bar measures, as sentences without their stops. */
export const extents = {
  norm: (axis: 'linear' | 'log', range: Range) =>
    `Norm, ${axis} scale, this layer's ${range === 'patches' ? 'patches' : 'tokens'}`,
  /** `from`: one of the gates above. */
  gate: (from: string) => `Gate, 0 closed to 1 open: ${from}`,
};

const special = { registers: 'registers', cls: 'CLS', both: 'CLS and registers' };

/** What becomes of special tokens, behind one of the sentences on a colour bar. */
export const specialIn = (which: keyof typeof special) => `; ${special[which]} in the scale`;
export const specialOut = (which: keyof typeof special) => `; ${special[which]} left out`;

export const palette = (name: string) => `The colours of ${name}, low to high`;

import { counted, listed } from '../grammar.ts';
import { headsTogether } from './combining.ts';
import { channels } from './components.ts';
import { axes, ranges } from './export-figures.ts';
import { kinds } from './lenses/menu.ts';
import { palettes } from './stage.ts';

/** The settings that stand in a figure or above a table. */
export const names = {
  model: 'Model',
  variant: 'Variant',
  image: 'Image',
  framing: 'Framing',
  reading: 'Reading',
  query: 'Query',
  map: 'Map',
  scale: 'Scale',
  painting: 'Painting',
  prompt: 'Prompt',
  rollout: 'Rollout',
  range: 'Range',
  head_weights: 'Head weights',
  mask: 'Mask',
  components: 'Components',
  basis: 'Basis',
  outliers: 'Outliers',
  norms: 'Norms',
  order: 'Order',
  filter: 'Filter',
  comparison: 'Comparison',
  made_with: 'Made with',
};
export const lens = (letter: string) => `Lens ${letter}`;
/** A setting in one line. */
export const line = (name: string, value: string) => `${name}: ${value}`;

export const madeWith = (version: string, day: string) => `Sinkscope ${version}, ${day}`;

export const modelNames = {
  unpinned: (title: string) => `${title}, main branch`,
  local: (title: string) => `${title}, from this device`,
  /** `label`: what the model is, after its name and a colon. */
  embedded: (title: string, label: string) => `${title}: ${label.replace(/^Mini: /, '')}`,
};
export const model = (
  name: string,
  shape: {
    readonly depth: number;
    readonly heads: number;
    readonly width: number;
    readonly patch: number;
    readonly registers: number;
  },
) =>
  `${name}; ${counted(shape.depth, 'layer', 'layers')} × ${counted(shape.heads, 'head', 'heads')}, ` +
  `width ${shape.width}, patch ${shape.patch}` +
  (shape.registers > 0 ? `, ${counted(shape.registers, 'register', 'registers')}` : '');
export const variant = (name: string, kind: keyof typeof kinds, sentence: string) =>
  `${kind === 'trained' ? name : `${name} (${kinds[kind]})`}: ${sentence}`;
/** Of a lens, model and variant together. */
export const lensModel = (parts: readonly string[]) => parts.join('. ');

export const sample = (file: string) => `sample ${file}`;
export const localImage = 'a local image';
export const image = (name: string, width: number, height: number) => `${name}, ${width} × ${height} px`;
export const fits = {
  publisher: 'the publisher’s recipe',
  whole: 'the whole image at its true aspect ratio',
  crop: 'the largest centre crop',
  pad: 'the whole image, padded',
  stretch: 'the whole image, stretched',
};
export const framing = (
  fit: keyof typeof fits,
  input: { readonly width: number; readonly height: number },
  grid: { readonly columns: number; readonly rows: number },
) => `${fits[fit]}; input ${input.width} × ${input.height} px, ${grid.columns} × ${grid.rows} patches`;

export const reading = (phrase: string, gate: string | undefined) =>
  gate === undefined ? phrase : `${phrase} (${gate})`;
export const query = (asking: string, isPinned: boolean) => (isPinned ? `${asking}, pinned` : asking);
/** Several patches that ask: how many, and where they lie. */
export const askingPatches = (
  patches: string,
  shape: 'box' | 'lasso',
  rows: { readonly from: number; readonly to: number },
  columns: { readonly from: number; readonly to: number },
) =>
  `${patches}, ${shape === 'box' ? 'a box' : 'a lasso within'}: rows ${rows.from} to ${rows.to}, columns ${columns.from} to ${columns.to}`;

export const map = (layer: number, name: string) => `layer ${layer}, ${name}`;
/** `site`: what norms are of; `extent`: from where to where; `outside`: what becomes of special tokens. */
export const scale = (site: string | undefined, extent: string, outside: string) =>
  `${site === undefined ? '' : `${site}; `}${extent.charAt(0).toLowerCase()}${extent.slice(1)}${outside}`;
/** Of the grid's attention, and of its column of norms. */
export const gridScale = (
  attention: string,
  norms:
    | { readonly of: string; readonly axis: keyof typeof axes; readonly range: keyof typeof ranges }
    | undefined,
) =>
  norms
    ? `attention: ${attention}; norms of ${norms.of}: ${axes[norms.axis]}, the layer’s ${ranges[norms.range]}`
    : `attention: ${attention}`;
export const norms = (site: string, axis: keyof typeof axes) => `${site}, ${axes[axis]} scale`;

/** `palette`: undefined for components; `percent`: of the map over the image, where it lies there. */
export const painting = (palette: string | undefined, isSmooth: boolean, percent: number | undefined) =>
  `${palette === undefined ? 'three channels' : (palettes[palette] ?? palette)}, ${isSmooth ? 'smooth' : 'patches'}${percent === undefined ? '' : `, ${percent} % over the image`}`;
export const prompt = (text: string) => `“${text}”`;

export const rollout = (options: {
  readonly first: number;
  readonly heads: keyof typeof headsTogether;
  readonly identity: boolean;
  readonly discarded: string | undefined;
}) =>
  `from layer ${options.first}, ${headsTogether[options.heads]}, ${options.identity ? 'with' : 'without'} identity` +
  (options.discarded === undefined ? '' : `, lowest ${options.discarded} discarded`);
export const range = (first: number, heads: keyof typeof headsTogether) =>
  `from layer ${first}, ${headsTogether[heads]}`;
export const headWeights = (weights: readonly number[]) =>
  weights.map((weight, head) => `${head} × ${weight}`).join(', ');
export const mask = (share: string) => `the patches that hold ${share} of the map’s mass, as DINO’s script`;
export const components = (shares: readonly string[]) =>
  `${listed(Object.values(channels))} hold ${shares.join(', ')} of the variance`;

export const order = (measure: string, highestFirst: boolean) =>
  `${measure}, ${highestFirst ? 'highest' : 'lowest'} first`;
/** `limit`: a number, or undefined for the median. */
export const filter = (
  measure: string,
  rule: {
    readonly keeps: 'at-least' | 'at-most';
    readonly limit: string | undefined;
    readonly others: 'dimmed' | 'hidden';
  },
  heads: { readonly kept: number; readonly all: number },
) =>
  `${measure} at ${rule.keeps === 'at-least' ? 'least' : 'most'} ${rule.limit ?? 'the median'}: ` +
  `${heads.kept} of ${heads.all} heads, others ${{ dimmed: 'dimmed', hidden: 'hidden' }[rule.others]}`;

const shows = { difference: 'differences from the reference', maps: 'the maps themselves' };
const shared = {
  shared: 'one for all columns',
  clipped: 'one for all columns, clipped',
  own: 'each its own',
};
export const comparison = (what: keyof typeof shows, how: keyof typeof shared) =>
  `${shows[what]}; scale: ${shared[how]}`;

/** Above a map's numbers. */
export const layout = (rows: number, columns: number) =>
  `Layout: ${rows} rows × ${columns} columns of patches`;
/** `tokens`: "CLS = 0.5". */
export const specialTokens = (tokens: readonly string[]) =>
  `Special tokens: ${tokens.length > 0 ? tokens.join(', ') : 'none'}`;

/** What a tensor is of that the page has computed; the first letter is small. */
export const similarity = (asking: string, isSet: boolean, site: string) =>
  `cosine with ${asking}, of ${site}${isSet ? ', the mean over the set' : ''}`;
export const projections = (layer: number, site: string, basis: string) =>
  `projections on three components, layer ${layer}, ${site}. ${basis}`;

/** Above the works that are cited. */
export const cited = {
  program: 'The program',
  model: 'The model',
  methods: 'The methods in use',
  heading: (group: string) => `${group}:`,
  modelName: (name: string) => `Model: ${name}`,
};

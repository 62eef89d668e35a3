import type { ReactNode } from 'react';
import { integer } from '../grammar.ts';

export const title = 'Export';
export const nothingYet = 'Nothing has run yet. Open an image first.';
export const what = 'What';
export const whats = {
  stage: { label: 'Stage', detail: 'The map over the image' },
  grid: { label: 'Grid', detail: 'All layers and heads' },
  norms: { label: 'Norms', detail: 'Maps and histograms by layer' },
  charts: { label: 'Charts', detail: 'Curves from layer to layer' },
  lenses: { label: 'Lenses', detail: 'All lenses side by side' },
  tensors: { label: 'Tensors', detail: 'The numbers behind it all' },
  session: { label: 'Session', detail: 'All settings, to open again' },
  citation: { label: 'Citation', detail: 'Program, model and methods' },
};

export const format = 'Format';
export const formats = {
  png: { label: 'PNG', hint: 'Pixels, for slides and pages' },
  svg: { label: 'SVG', hint: 'Layers that a drawing program can change' },
  'pdf-svg': {
    label: 'SVG for PDF',
    hint: 'On white, in millimetres, pictures opaque and enlarged: converts to PDF without a loss',
  },
  csv: { label: 'CSV', hint: 'Numbers for a table' },
  json: { label: 'JSON', hint: 'Numbers with names' },
  safetensors: { label: 'safetensors', hint: 'Named tensors in one file' },
  numpy: { label: 'NumPy', hint: 'One .npy, or an .npz of several' },
  session: { label: 'Session', hint: 'JSON' },
  bibtex: { label: 'BibTeX', hint: 'For a bibliography' },
  text: { label: 'Plain text', hint: 'For a caption or a mail' },
};

export const size = 'Size';
export const ground = { name: 'Ground', white: 'White', light: 'Paper', dark: 'Dark' };
export const withPhoto = 'Image under the map';
export const withCaption = 'Colour bar and settings';
export const withImage = 'The image itself';
export const session = {
  note: 'Drop the file on the page, or open it here, to see the same again. Models are named, not saved.',
  name: 'Open a session',
  open: 'Open a session…',
};

export const making = 'One moment…';
export const preview = 'Preview';
export const figurePreview = 'Preview of the figure';

export const save = 'Save file';
export const copyText = 'Copy text';
export const copyImage = 'Copy image';
export const saved = (bytes: string) => `Saved ${bytes}.`;
export const copiedText = 'Copied the text.';
export const copiedImage = 'Copied the picture as PNG.';
/** What did not work, before the reason. */
export const tasks = { saving: 'Saving', copying: 'Copying', making: 'Making the export' };

export const pixels = (width: number, height: number) => `${width} × ${height} px`;
export const millimetres = (width: number, height: number) => `${width} × ${height} mm`;
/** A picture's size on the page or the screen, and its file's. */
export const figureSize = (size: string, bytes: string) => `${size}, ${bytes}`;
export const byteUnits = ['B', 'kB', 'MB', 'GB'] as const;
export const bytes = (size: string, unit: (typeof byteUnits)[number]) => `${size} ${unit}`;

export const tensors = {
  name: 'Tensors',
  tensor: 'Tensor',
  shape: 'Shape',
  size: 'Size',
  none: 'Choose at least one tensor.',
  incomplete: 'The run is not complete yet.',
};
/** `attention`: the tensor's name; `isSet`: whether several tokens ask. */
export const tensorsNote = (
  attention: ReactNode,
  { query, isSet, layer }: { readonly query: string; readonly isSet: boolean; readonly layer: number },
) => (
  <>
    32-bit floats, by the names and layouts of the command line. The query is {query}
    {isSet && ', the first of its set'}; {attention} is of layer {layer}. Tokens stand in sequence order:
    special tokens, then the patches row by row.
  </>
);
/** What each tensor of a trace holds. */
export const meanings = {
  norms: 'L2 norms of block outputs',
  attention_norms: 'of what the attention branch adds',
  mlp_norms: 'of what the MLP branch adds',
  attention: 'every query’s row, the staged layer alone; computed again',
  attention_cls: 'what CLS attends to',
  attention_query: 'what the query attends to',
  attention_received: 'attention received, mean over queries',
  entropy: 'of each attention row, in nats',
  gate: 'of each head at each token',
  q: 'queries',
  k: 'keys',
  v: 'values; computed again',
  tokens: 'block outputs',
  final: 'after the last norm',
  logits: 'of the classifier',
  image_embedding: 'to compare with texts',
};

export const refusals = {
  png: 'The browser could not make the PNG. Choose a smaller size, or SVG.',
  clipboard: 'The browser does not let the page use the clipboard. Save the file instead.',
  photo: 'The image could not be read again. Open it once more, then export.',
  canvas: 'The browser gives no more canvases. Close other tabs, or choose a smaller size.',
  tooLarge: (width: number, height: number, most: { readonly pixels: number; readonly side: number }) =>
    `The picture would be ${integer(width)} × ${integer(height)} pixels; the limit is ` +
    `${integer(most.pixels / 1e6)} megapixels and ${integer(most.side)} a side. Choose a smaller size, or SVG.`,
  noStage: 'The map on the stage is not computed yet. Wait until its layer has run.',
  noMaps: 'No layer has run yet. Wait for the first maps.',
  hiddenMaps: 'The filter of the grid hides every map. Let it keep some.',
  noNorms: 'No layer has run yet. Wait for the first norms.',
  noNumbers: 'No layer has run yet. Wait for the first numbers.',
  noLenses: 'No lens shows a map yet. Wait until the staged layer has run.',
};

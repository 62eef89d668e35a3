/** What the keys of the page do. */
export const page = {
  move: 'Move the query patch or patches',
  extend: 'Extend the query to a box of patches',
  free: 'Free the query',
  pinCls: 'Pin CLS as the query',
  reading: 'Attends to, is attended by, all queries, gate',
  layer: 'Layer before, layer after',
  head: 'Head before, head after',
  mean: 'Mean of heads on the stage',
  norms: 'Norms on the stage',
  features: 'Features, or attention',
  rollout: 'Rollout on the stage',
  lens: 'Lens a to d',
  columns: 'Lenses side by side, or one',
  table: 'The map as a table of numbers',
  smooth: 'Smooth or patches',
  map: 'Hide or show the map',
  palette: 'Next palette',
  change: 'Change the model',
  lessonStep: 'Step of the lesson before, after',
  thisSheet: 'This sheet',
};

/** Keys that open a part of the page or go to it. */
export const places = {
  gridOrStage: 'To the grid, or to the stage',
  models: 'Models',
  framing: 'What the model sees: framing',
  lenses: 'Lenses and comparisons',
  combining: 'Combine heads and layers',
};

export const grid = {
  travel: 'Travel over layers and heads, or through the order',
  ends: 'First and last of the row, or of the order',
  page: 'As many rows as are in view',
  stage: 'Put the map on the stage',
  zoom: 'Larger and smaller cells, all in view',
};

export const list = {
  step: 'The one before, the one after',
  ends: 'First and last',
  layer: 'In a chart: layer before, layer after',
};

export const figure = { zoom: 'Nearer, farther, the whole image' };

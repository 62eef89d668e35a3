/** Parts of the page that a frame can leave out, as `hide=` names them. */
export const PAGE_PARTS = [
  ...(['header', 'model', 'size', 'lenses', 'status', 'device', 'history', 'share', 'export'] as const),
  ...([
    'lessons',
    'about',
    'keys',
    'theme',
    'stage',
    'combining',
    'numbers',
    'reading',
    'caption',
    'readout',
    'query-tools',
  ] as const),
  ...(['scale', 'stage-controls', 'gallery', 'bench', 'places', 'grid-tools', 'grid', 'grid-scale'] as const),
  ...(['norms', 'detail', 'labels', 'prompts', 'compare-tools', 'change', 'credit'] as const),
] as const;

export type PagePart = (typeof PAGE_PARTS)[number];

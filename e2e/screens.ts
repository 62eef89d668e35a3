/** A screen of the page, opened and left by keys. */
export interface Screen {
  readonly name: string;
  readonly keys: readonly string[];
  /** The role of what must stand there, and its name. */
  readonly shows: readonly [role: 'dialog' | 'region' | 'complementary' | 'grid' | 'slider', name: string];
  /** What leads back; absent: Escape. */
  readonly back?: readonly string[];
}

/** Every sheet, menu and panel that a key opens. */
export const SCREENS: readonly Screen[] = [
  { name: 'models', keys: ['b'], shows: ['region', 'Models'] },
  { name: 'framing', keys: ['w'], shows: ['region', 'Framing'] },
  { name: 'lenses', keys: ['l'], shows: ['region', 'Lenses'] },
  { name: 'combining', keys: ['k'], shows: ['region', 'Combine heads and layers'] },
  { name: 'share', keys: ['u'], shows: ['dialog', 'Share'] },
  { name: 'export', keys: ['e'], shows: ['dialog', 'Export'] },
  { name: 'numbers', keys: ['d'], shows: ['dialog', 'The map in numbers'] },
  { name: 'words', keys: ['i'], shows: ['dialog', 'How to read this'] },
  { name: 'keys', keys: ['?'], shows: ['dialog', 'Keys'] },
  {
    name: 'features',
    keys: ['f'],
    shows: ['grid', 'Maps of features, one row a layer and one column a site'],
    back: ['f'],
  },
  { name: 'change panel', keys: ['x'], shows: ['complementary', 'Change the model'], back: ['x'] },
];

/** Headings of the keys by where they work. */
export const titles = {
  page: 'Anywhere',
  places: 'To a part of the page',
  grid: 'In the grid',
  figure: 'On the image',
  lists: 'Along rows of maps, charts and tabs',
  controls: 'Controls, sheets and menus',
};

/** What the browser's own keys do to every control. */
export const controls = {
  next: 'Next control; with Shift the one before',
  press: 'Press a button, open a menu',
  change: 'Change a choice or a slider that has the focus',
  close: 'Close a sheet, a menu or the panel; the focus goes back',
};

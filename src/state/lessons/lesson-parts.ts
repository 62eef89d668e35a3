/** Parts of the page that a lesson can point out: what has that `data-part`. */
export const LESSON_PARTS = [
  'model',
  'lenses',
  'stage',
  'map',
  'tokens',
  'reading',
  'images',
  'grid',
  'norms',
  'chart',
  'change',
  'columns',
  'effects',
] as const;

export type LessonPart = (typeof LESSON_PARTS)[number];

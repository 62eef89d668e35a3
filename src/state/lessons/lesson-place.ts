/** Where a lesson comes from: it ships with the page, lies at an address, or was given as a file. */
export type LessonSource =
  | { readonly kind: 'shipped'; readonly id: string }
  | { readonly kind: 'address'; readonly url: string }
  | { readonly kind: 'file'; readonly name: string; readonly text: string };

/** What of the lessons is open: the list of them, or a step of one, counted from 0. */
export type LessonPlace =
  | { readonly kind: 'list' }
  | { readonly kind: 'lesson'; readonly source: LessonSource; readonly step: number };

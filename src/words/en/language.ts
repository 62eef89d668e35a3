/** The language's tag (BCP 47): of the page's `lang`, and of how numbers are written. */
export const tag = 'en';

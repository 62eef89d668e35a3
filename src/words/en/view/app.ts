export const openImage = 'Open an image';
/** Of all controls of a page that may be looked at alone. */
export const readOnly = 'Read-only';
export const dismiss = 'Dismiss';
export const tryAgain = 'Try again';
/** In the place of a part of the page. */
export const missingPart = 'This part of the page could not be shown; its code may not have arrived.';

/** While files are held over the page. */
export const drop = {
  title: 'Drop to open',
  kinds: [
    'images',
    'a model: its folder, or config.json with model.safetensors',
    'a session that was saved here, or a lesson',
    'or all of them together',
  ],
};

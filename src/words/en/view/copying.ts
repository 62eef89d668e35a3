/** `what` as its button calls it. */
export const copied = (what: string) => `${what} copied`;
export const refused = 'The browser did not let the page copy. Allow it the clipboard and try again.';

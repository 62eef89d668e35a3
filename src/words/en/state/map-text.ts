/** What a token that has no name of its own is called in a list. */
export const patch = 'patch';

/** What heads are ordered and filtered by. */
export const measures = {
  'sink-share': 'sink share',
  entropy: 'entropy',
  similarity: 'similarity to stage',
  distance: 'distance to lens',
};

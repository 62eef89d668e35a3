export const name = 'Layers and heads';
export const scale = 'Scale';

/** What stands beside the norms; on a narrow screen, what takes turns. */
export const places = { attention: 'Attention', features: 'Features', norms: 'Norms' };
export const placesName = 'Layers';

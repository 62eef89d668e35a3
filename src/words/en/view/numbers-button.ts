export const label = 'Numbers';
export const hint = 'The map as a table of numbers (D)';

export const name = 'Combine heads and layers';
export const button = 'Combine';
export const loading = 'Loading…';

export const order = 'Order';
export const byLayers = 'layers';
export const highestFirst = { title: 'Highest first', name: 'Highest first; turn round' };
export const lowestFirst = { title: 'Lowest first', name: 'Lowest first; turn round' };
export const filter = 'Filter';
export const noFilter = 'all heads';

export const size = 'Size of the maps';
export const smaller = 'Smaller maps';
export const larger = 'Larger maps';
export const fits = 'fit';
export const zoomed = (percent: number) => `${percent} %`;
export const fit = (percent: number) => `${percent} percent; fit all maps`;
export const fitHint = 'Fit all maps (Ctrl and the wheel, or a pinch, change the size)';

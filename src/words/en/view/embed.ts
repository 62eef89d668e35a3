export const open = 'Open in Sinkscope';

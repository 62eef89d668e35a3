// One part of the page that is loaded by itself: in one piece it shares its modules with the first part in fewer chunks.
export { drawnSet } from '../../state/drawn-set.ts';
export { QuerySetMarks } from './query-set-marks.tsx';
export { TokenNumbers } from './token-numbers.tsx';

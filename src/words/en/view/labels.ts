import { integer } from '../grammar.ts';

export const title = 'Labels';
export const shown = (count: number, all: number) => `top ${count} of ${integer(all)}`;
export const waiting = 'After the last layer.';
/** A class of a model that has no names for them. */
export const nameless = (index: number) => `class ${index}`;

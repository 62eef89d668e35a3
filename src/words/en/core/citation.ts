import { listed } from '../grammar.ts';

export const contributors = 'The Sinkscope contributors';

export const title = 'Sinkscope: see what a vision transformer looks at, and what breaks it';

export const version = (number: string) => `Version ${number}`;

export const note = (version: string) => `Version ${version}. Computer software`;

export const authors = (families: readonly string[]) => listed(families);

export const authorAndOthers = (family: string) => `${family} et al.`;

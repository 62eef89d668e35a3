import { counted } from '../grammar.ts';

export const cancel = 'Cancel';
export const resume = 'Continue';
export const progress = 'Progress';

/** What is loaded or opened is a name: of a model, of a part of the page. */
export const loading = (what: string) => `Loading ${what}`;
/** In MB; `total` is undefined where it is not known. */
export const loaded = (what: string, done: string, total: string | undefined) =>
  total === undefined ? `Loading ${what}: ${done} MB` : `Loading ${what}: ${done} of ${total} MB`;
export const opening = (what: string) => `Opening ${what}`;
export const decoding = (what: string) => `Decoding ${what}`;
export const running = (layer: number, depth: number) => `Layer ${layer} of ${depth}`;
export const stopped = (layers: number, depth: number) =>
  `Stopped after ${layers} of ${counted(depth, 'layer', 'layers')}`;
/** What a run took; `kept` layers were there already. */
export function finished(depth: number, duration: string, kept: number): string {
  const took = `${counted(depth, 'layer', 'layers')} in ${duration}`;
  return kept > 0 ? `${took}, ${kept} kept from before` : took;
}

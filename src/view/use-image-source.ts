import { sampleUrl } from '../hub/sample-images.ts';
import type { ImageChoice } from '../state/requested.ts';
import type { ScopeState } from '../state/scope-state.ts';
import { useLensView } from './lens-context.tsx';
import { useScopeState } from './scope-context.tsx';

const sources = new WeakMap<ImageChoice, { url: string; alt: string }>();

/** Where the pixels of the image that the lens shows are, and what it shows. */
export function useImageSource(): { url: string; alt: string } | undefined {
  const choice = useLensView(({ displayed }) => displayed?.imageChoice);
  return useScopeState((state) => choice && imageSource(choice, state));
}

/** The same object for the same choice. */
function imageSource(choice: ImageChoice, state: ScopeState): { url: string; alt: string } | undefined {
  const known = sources.get(choice);
  if (known) return known;
  const found = findSource(choice, state);
  if (found) sources.set(choice, found);
  return found;
}

function findSource(choice: ImageChoice, state: ScopeState): { url: string; alt: string } | undefined {
  if (choice.kind === 'sample') {
    const sample = state.samples.find(({ file }) => file === choice.file);
    return sample && { url: sampleUrl(import.meta.env.BASE_URL, sample.file), alt: sample.alt };
  }
  const local = state.localImages.find(({ key }) => key === choice.key);
  return local && { url: local.url, alt: local.name };
}

import { joined } from '#words/grammar.ts';
import * as words from '#words/state/link.ts';
import { InputError } from '../../core/input-error.ts';
import type { Library } from '../library.ts';
import { explain, type Notice } from '../notice.ts';
import type { ImageChoice } from '../requested.ts';
import type { Scope } from '../scope.ts';
import type { LocalImage, ScopeState } from '../scope-state.ts';
import { fetchImage } from './fetched-image.ts';
import { type DecodedLink, decodeLink } from './link.ts';
import type { Parameter } from './parameters.ts';

/** What a link is opened with. */
export interface LinkSurroundings {
  readonly scope: Pick<Scope, 'store'>;
  readonly library: Pick<Library, 'samples' | 'addImage'>;
  readonly location: Pick<Location, 'protocol'>;
}

/** More sentences than this nobody reads. */
const shownProblems = 3;

/**
 * What a link makes of the page's state. Never rejects: what cannot be had is named in the notice, and stays as it is
 * on a first visit.
 */
export async function readLink(
  parameters: readonly Parameter[],
  around: LinkSurroundings,
): Promise<Partial<ScopeState>> {
  const link = decodeLink(parameters);
  const sentences = link.problems.map(({ message }) => message);
  const found = await findImage(link, around).catch((error: unknown): FoundImage => {
    sentences.unshift(explain(error, words.openingImage).message);
    return {};
  });
  const { requested, localImages } = around.scope.store.getState();
  return {
    requested: {
      ...link.requested,
      image: found.choice,
      theme: link.hasTheme ? link.requested.theme : requested.theme,
    },
    localImages: found.added ? [...localImages, found.added] : localImages,
    notice: noticeOf(sentences),
  };
}

interface FoundImage {
  readonly choice?: ImageChoice | undefined;
  readonly added?: LocalImage;
}

async function findImage(
  { requested: { image }, imageAddress }: DecodedLink,
  { scope, library, location }: LinkSurroundings,
): Promise<FoundImage> {
  if (imageAddress !== undefined) return findAddress(imageAddress, { scope, library, location });
  const samples = await library.samples();
  const first = samples[0] && ({ kind: 'sample', file: samples[0].file } as const);
  if (image?.kind !== 'sample') return { choice: first };
  if (samples.some(({ file }) => file === image.file)) return { choice: image };
  throw new InputError(words.noSample(image.file));
}

async function findAddress(
  address: string,
  { scope, library, location }: LinkSurroundings,
): Promise<FoundImage> {
  const known = scope.store.getState().localImages.find((image) => image.address === address);
  if (known) return { choice: { kind: 'local', key: known.key } };
  if (!address.startsWith('data:')) {
    scope.store.setState({ notice: { tone: 'info', message: words.fetching(address) } });
  }
  const { name, blob } = await fetchImage(address, location);
  const added = { ...library.addImage(name, blob), address };
  return { choice: { kind: 'local', key: added.key }, added };
}

function noticeOf(sentences: readonly string[]): Notice | undefined {
  if (sentences.length === 0) return undefined;
  const more = sentences.length - shownProblems;
  const shown = sentences.slice(0, shownProblems);
  return { tone: 'info', message: joined([...shown, more > 0 ? words.more(more) : '']) };
}

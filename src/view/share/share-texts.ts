import { leftOut } from '#words/view/share.ts';
import { PUBLIC_HUB } from '../../hub/hub-address.ts';
import { encodeLink, type ImageAddresses } from '../../state/link/link.ts';
import { sharedRequest } from '../../state/link/shared-request.ts';
import type { Requested } from '../../state/requested.ts';
import type { LocalImage, LocalModel } from '../../state/scope-state.ts';

/** What a link is made of. */
export interface ShareSubject {
  readonly requested: Requested;
  readonly addressOf: ImageAddresses;
  /** Of the hub that models come from. */
  readonly hub: string;
  /** Of the page, without query and fragment. */
  readonly page: string;
}

/** What a frame leaves out. */
export interface FrameChoice {
  readonly isStageOnly: boolean;
  readonly isReadOnly: boolean;
}

/** Parts that are not of the figure itself. */
const stageOnly = 'header,combining,numbers,stage-controls,gallery,bench,change';

/** A link to the whole page. */
export function pageLink(subject: ShareSubject): string {
  return addressWith(subject, []);
}

/** A link to the page for a frame. */
export function frameLink(subject: ShareSubject, { isStageOnly, isReadOnly }: FrameChoice): string {
  return addressWith(subject, [
    'embed=1',
    ...(isStageOnly ? [`hide=${stageOnly}`] : []),
    ...(isReadOnly ? ['readonly=1'] : []),
  ]);
}

/** HTML to paste into a page. */
export function frameSnippet(link: string, choice: FrameChoice): string {
  const { width, height } = frameSize(choice);
  return `<iframe src="${link.replaceAll('&', '&amp;')}" title="Sinkscope" width="${width}" height="${height}" style="border: 0; max-width: 100%" loading="lazy"></iframe>`; // no words
}

/** Python to paste into a notebook. */
export function notebookSnippet(link: string, choice: FrameChoice): string {
  const { width, height } = frameSize(choice);
  return `from IPython.display import IFrame; IFrame("${link}", width=${width}, height=${height})`; // no words
}

/** Sentences on what a link to a request leaves out. */
export function cannotCarry(
  { requested, addressOf }: Pick<ShareSubject, 'requested' | 'addressOf'>,
  { localImages, localModels }: { localImages: readonly LocalImage[]; localModels: readonly LocalModel[] },
): string[] {
  const { image, lenses } = requested;
  const left: string[] = [];
  if (image?.kind === 'local' && addressOf(image.key) === undefined) {
    const name = localImages.find(({ key }) => key === image.key)?.name;
    left.push(leftOut.image(name));
  }
  const models = new Set(lenses.flatMap(({ model }) => (model.kind === 'local' ? [model.key] : [])));
  for (const key of models) {
    const name = localModels.find((model) => model.key === key)?.name;
    const isAll = lenses.every(({ model }) => model.kind === 'local');
    left.push(isAll ? leftOut.onlyModel(name) : leftOut.model(name));
  }
  return left;
}

function addressWith({ requested, addressOf, hub, page }: ShareSubject, options: readonly string[]): string {
  const state = encodeLink(sharedRequest(requested), addressOf);
  const query = [...(hub === PUBLIC_HUB ? [] : [`hub=${encodeURIComponent(hub)}`]), ...options].join('&');
  return `${page}${query && `?${query}`}${state && `#${state}`}`;
}

function frameSize({ isStageOnly }: FrameChoice): { width: number; height: number } {
  return isStageOnly ? { width: 480, height: 760 } : { width: 1100, height: 720 };
}

import type { LocalImage } from '../scope-state.ts';
import type { ImageAddresses } from './link.ts';

/** The addresses that images of this visit have. */
export function addressIn(images: readonly LocalImage[]): ImageAddresses {
  return (key) => images.find((image) => image.key === key)?.address;
}

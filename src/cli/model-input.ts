import { basename } from 'node:path';
import type { FramingRequest, ModelInput } from '../core/image/framing.ts';
import { prepareImage } from '../core/image/prepare.ts';
import type { ViTSpec } from '../core/vit/spec.ts';
import { decodeImage } from './decode-image.ts';
import { openFileSource } from './file-source.ts';

/** An image as a model sees it, and what a file that was made from it says of it. */
interface ReadImage {
  readonly input: ModelInput;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Reads an image file and frames it for a model. `name` is what messages call it. @throws InputError */
export async function readImage(
  path: string,
  name: string,
  { spec, framing }: { readonly spec: ViTSpec; readonly framing: FramingRequest },
): Promise<ReadImage> {
  const image = await decodeImage(await openFileSource(path, name), name);
  const input = prepareImage(image, framing, spec);
  const { x, y, width, height } = input.frame;
  return {
    input,
    metadata: {
      image: basename(path),
      image_size: `${image.height}x${image.width}`,
      fit: framing.fit,
      frame: JSON.stringify({ x, y, width, height }),
    },
  };
}

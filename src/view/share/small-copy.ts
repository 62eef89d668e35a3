import { encodeBase64 } from '../../state/session/base64.ts';

/** With more, programs cut links off, or refuse to send them. */
export const LARGEST_COPY_BYTES = 6000;

const tries = [320, 256, 224, 192, 160, 128, 96].flatMap((side) =>
  [0.75, 0.5].map((quality) => ({ side, quality })),
);

/** A small copy of an image that fits into a link, as a `data:` address. Undefined where none is small enough. */
export async function smallCopy(image: Blob): Promise<string | undefined> {
  const bitmap = await createImageBitmap(image);
  try {
    for (const { side, quality } of tries) {
      const copy = await scaled(bitmap, side, quality);
      if (copy.size > LARGEST_COPY_BYTES) continue;
      return `data:${copy.type};base64,${encodeBase64(new Uint8Array(await copy.arrayBuffer()))}`;
    }
    return undefined;
  } finally {
    bitmap.close();
  }
}

async function scaled(bitmap: ImageBitmap, side: number, quality: number): Promise<Blob> {
  const factor = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(bitmap.width * factor)),
    Math.max(1, Math.round(bitmap.height * factor)),
  );
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gives no 2-D canvas to make a small copy with.');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const webp = await canvas.convertToBlob({ type: 'image/webp', quality });
  // A browser that writes no WebP gives PNG.
  return webp.type === 'image/webp' ? webp : canvas.convertToBlob({ type: 'image/jpeg', quality });
}

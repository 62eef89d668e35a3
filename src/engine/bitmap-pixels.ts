import * as words from '#words/engine/engine.ts';
import type { RgbImage } from '../core/image/framing.ts';

interface Tile {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Tiles keep canvases below every browser's size limit and the extra memory at some 32 MB. */
const tilePx = 2048;

/**
 * Copies a bitmap's colours, alpha left out. A 2-D canvas multiplies colours with alpha and so loses them where the
 * image is transparent; those tiles go through WebGL, which hands over what was decoded. Without WebGL they stay as
 * the canvas gave them.
 */
export async function readRgb(bitmap: ImageBitmap): Promise<RgbImage> {
  const { width, height } = bitmap;
  const image = { width, height, data: new Uint8Array(width * height * 3) };
  const canvas = new OffscreenCanvas(Math.min(width, tilePx), Math.min(height, tilePx));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error(words.noCanvas);
  let exact: TransparentReader | undefined;
  for (const tile of tiles(width, height)) {
    context.clearRect(0, 0, tilePx, tilePx);
    context.drawImage(bitmap, tile.x, tile.y, tile.width, tile.height, 0, 0, tile.width, tile.height);
    const rgba = context.getImageData(0, 0, tile.width, tile.height).data;
    if (isOpaque(rgba)) {
      copyRgb(rgba, tile, image);
    } else {
      exact ??= createTransparentReader();
      copyRgb((await exact(bitmap, tile)) ?? rgba, tile, image);
    }
  }
  return image;
}

function* tiles(width: number, height: number): Generator<Tile> {
  for (let y = 0; y < height; y += tilePx) {
    for (let x = 0; x < width; x += tilePx) {
      yield { x, y, width: Math.min(tilePx, width - x), height: Math.min(tilePx, height - y) };
    }
  }
}

function isOpaque(rgba: Uint8ClampedArray): boolean {
  for (let i = 3; i < rgba.length; i += 4) if (rgba[i] !== 255) return false;
  return true;
}

function copyRgb(
  rgba: Uint8ClampedArray | Uint8Array,
  tile: Tile,
  image: { width: number; data: Uint8Array },
): void {
  const { data } = image;
  let source = 0;
  for (let row = 0; row < tile.height; row++) {
    let target = ((tile.y + row) * image.width + tile.x) * 3;
    for (let column = 0; column < tile.width; column++) {
      data[target++] = rgba[source]!;
      data[target++] = rgba[source + 1]!;
      data[target++] = rgba[source + 2]!;
      source += 4;
    }
  }
}

/** Gives a tile as it was decoded, RGBA without premultiplication, or undefined where WebGL is not to be had. */
type TransparentReader = (bitmap: ImageBitmap, tile: Tile) => Promise<Uint8Array | undefined>;

function createTransparentReader(): TransparentReader {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  return async (bitmap, { x, y, width, height }) => {
    if (!gl || gl.isContextLost()) return undefined;
    const part = await createImageBitmap(bitmap, x, y, width, height, {
      premultiplyAlpha: 'none',
      colorSpaceConversion: 'none',
    });
    const texture = gl.createTexture();
    const framebuffer = gl.createFramebuffer();
    try {
      gl.bindTexture(gl.TEXTURE_2D, texture);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, part);
      gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
      gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
      if (gl.checkFramebufferStatus(gl.FRAMEBUFFER) !== gl.FRAMEBUFFER_COMPLETE) return undefined;
      const rgba = new Uint8Array(width * height * 4);
      gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, rgba);
      return gl.getError() === gl.NO_ERROR ? rgba : undefined;
    } finally {
      part.close();
      gl.deleteFramebuffer(framebuffer);
      gl.deleteTexture(texture);
    }
  };
}

import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { decodeImage } from './decode-image.ts';

async function blob(image: Sharp): Promise<Blob> {
  return new Blob([new Uint8Array(await image.toBuffer())]);
}

function raw(width: number, height: number, channels: 1 | 2 | 3 | 4, values: number[] | Uint16Array): Sharp {
  const data = values instanceof Uint16Array ? values : Uint8Array.from(values);
  return sharp(data, { raw: { width, height, channels } });
}

async function decoded(image: Sharp): Promise<{ width: number; height: number; data: number[] }> {
  const { width, height, data } = await decodeImage(await blob(image), 'test');
  return { width, height, data: [...data] };
}

describe('decodeImage', () => {
  test('keeps the values of an RGB image', async () => {
    const values = [1, 2, 3, 250, 251, 252];
    expect(await decoded(raw(2, 1, 3, values).png())).toEqual({ width: 2, height: 1, data: values });
  });

  test('drops alpha and keeps the colour under it', async () => {
    expect((await decoded(raw(2, 1, 4, [9, 90, 200, 0, 10, 20, 30, 128]).png())).data).toEqual([
      9, 90, 200, 10, 20, 30,
    ]);
  });

  test('spreads grey over three channels, with and without alpha', async () => {
    const grey = raw(2, 1, 1, [7, 200]).toColourspace('b-w').png();
    expect((await decoded(grey)).data).toEqual([7, 7, 7, 200, 200, 200]);
    const greyAlpha = raw(2, 1, 2, [7, 0, 200, 255]).toColourspace('b-w').png();
    expect((await decoded(greyAlpha)).data).toEqual([7, 7, 7, 200, 200, 200]);
  });

  test('takes the high byte of 16-bit channels', async () => {
    const values = Uint16Array.of(0x12ff, 0x8000, 0xfffe);
    const image = raw(1, 1, 3, values).toColourspace('rgb16').png();
    expect((await decoded(image)).data).toEqual([0x12, 0x80, 0xff]);
    const grey = raw(2, 1, 1, Uint16Array.of(0x12ff, 0x8000)).toColourspace('grey16').png();
    expect((await decoded(grey)).data).toEqual([0x12, 0x12, 0x12, 0x80, 0x80, 0x80]);
  });

  test('ignores an embedded colour profile', async () => {
    const values = [255, 0, 0, 10, 200, 30];
    const image = raw(2, 1, 3, values).png().withIccProfile('p3', { attach: true });
    const { data } = await decoded(
      sharp(await image.toBuffer(), { ignoreIcc: true })
        .keepIccProfile()
        .png(),
    );
    const plain = await decoded(sharp(await image.toBuffer(), { ignoreIcc: true }).png());
    expect(data).toEqual(plain.data);
  });

  test('turns the image upright', async () => {
    const values = [255, 0, 0, 0, 0, 255];
    const image = raw(2, 1, 3, values).png().withMetadata({ orientation: 6 });
    expect(await decoded(image)).toEqual({ width: 1, height: 2, data: values });
  });

  test('takes the first frame of an animation', async () => {
    const frame = (background: string) =>
      sharp({ create: { width: 3, height: 2, channels: 3, background } })
        .png()
        .toBuffer();
    const frames = await sharp([await frame('#ff0000'), await frame('#0000ff')], { join: { animated: true } })
      .gif()
      .toBuffer();
    const image = await decodeImage(new Blob([new Uint8Array(frames)]), 'two.gif');
    expect([image.width, image.height]).toEqual([3, 2]);
    expect([...image.data.slice(0, 3)]).toEqual([255, 0, 0]);
  });

  test('reads JPEG, WebP and AVIF', async () => {
    const flat = sharp({
      create: { width: 20, height: 10, channels: 3, background: { r: 100, g: 120, b: 140 } },
    });
    for (const image of [flat.clone().jpeg(), flat.clone().webp(), flat.clone().avif()]) {
      const { width, height, data } = await decoded(image);
      expect([width, height]).toEqual([20, 10]);
      for (const [i, value] of [100, 120, 140].entries()) expect(Math.abs(data[i]! - value)).toBeLessThan(4);
    }
  });

  test('says that a cut-off PNG is damaged', async () => {
    let state = 1;
    const noise = Array.from({ length: 64 * 64 * 3 }, () => {
      state = (state * 16807) % 2147483647;
      return state & 255;
    });
    const whole = await blob(raw(64, 64, 3, noise).png());
    await expect(decodeImage(whole.slice(0, whole.size >> 1), 'photo.png')).rejects.toThrow(
      /^photo\.png is damaged or cut off: its header says PNG, 64 × 64 pixels, but the pixels cannot be decoded\. Download or export it again\.$/,
    );
  });

  test('refuses text, nothing and too much', async () => {
    await expect(decodeImage(new Blob(['text']), 'a.png')).rejects.toThrow(
      /^a\.png is not an image Sinkscope can/,
    );
    await expect(decodeImage(new Blob([]), 'a.png')).rejects.toThrow(/^a\.png is empty \(0 bytes\)/);
  });
});

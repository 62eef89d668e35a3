import { mkdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

/** Draws the installed app's icons from the mark in public/icon.svg: `npx tsx tools/icons.ts`. */

const folder = fileURLToPath(new URL('../public/', import.meta.url));
const paper = '#f6f4f0';

interface Icon {
  readonly file: string;
  readonly sizePx: number;
  /** Of the icon's side. */
  readonly markShare: number;
  /** Radius of the ground's corners, of the icon's side. */
  readonly corner: number;
}

const icons: readonly Icon[] = [
  { file: 'icon-192.png', sizePx: 192, markShare: 0.7, corner: 0.2 },
  { file: 'icon-512.png', sizePx: 512, markShare: 0.7, corner: 0.2 },
  // A mask may cut everything outside a circle of 0.8 of the side: the mark's diagonal lies within.
  { file: 'maskable-512.png', sizePx: 512, markShare: 0.62, corner: 0 },
  { file: 'apple-touch-icon.png', sizePx: 180, markShare: 0.66, corner: 0 },
];

async function drawIcon({ file, sizePx, markShare, corner }: Icon, mark: Buffer): Promise<void> {
  const markPx = Math.round(sizePx * markShare);
  const ground = `<svg xmlns="http://www.w3.org/2000/svg" width="${sizePx}" height="${sizePx}">
    <rect width="${sizePx}" height="${sizePx}" rx="${sizePx * corner}" fill="${paper}" /></svg>`;
  // The mark's own size is 32 units at 72 dpi.
  const drawn = await sharp(mark, { density: (72 * markPx) / 32 })
    .resize(markPx, markPx)
    .toBuffer();
  await sharp(Buffer.from(ground))
    .composite([{ input: drawn, gravity: 'centre' }])
    .png({ palette: true, compressionLevel: 9 })
    .toFile(`${folder}icons/${file}`);
}

const mark = await readFile(`${folder}icon.svg`);
await mkdir(`${folder}icons`, { recursive: true });
for (const icon of icons) await drawIcon(icon, mark);

import * as words from '#words/view/export-sheet.tsx';
import { InputError } from '../../core/input-error.ts';
import { FONT_FAMILIES, type Font, type Mark, type MeasureText, type Scene } from './scene.ts';

/** What browsers of phones still give. */
const LARGEST_PIXELS = 64_000_000;
const LARGEST_SIDE = 16_384;

/** Paints a scene at a whole number of pixels to the CSS pixel. @throws InputError where that is too large. */
export function paintScene(canvas: HTMLCanvasElement, scene: Scene, scale: number): void {
  const [width, height] = [Math.round(scene.width * scale), Math.round(scene.height * scale)];
  refuseTooLarge(width, height);
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) throw new InputError(words.refusals.canvas);
  context.fillStyle = scene.ground;
  context.fillRect(0, 0, width, height);
  context.scale(scale, scale);
  for (const mark of scene.marks) paintMark(context, mark);
}

/** Measures as the page writes. */
export function createMeasure(): MeasureText {
  const context = document.createElement('canvas').getContext('2d');
  return (text, font) => {
    if (!context) return text.length * font.sizePx * 0.55;
    context.font = fontText(font);
    return context.measureText(text).width;
  };
}

/** The page's font, for texts that are painted before any of the page's own was. */
export async function loadFonts(): Promise<void> {
  const weights: Font['weight'][] = [400, 500, 600];
  await Promise.all(weights.map((weight) => document.fonts.load(fontText({ sizePx: 12, weight }))));
}

function refuseTooLarge(width: number, height: number): void {
  if (Math.max(width, height) <= LARGEST_SIDE && width * height <= LARGEST_PIXELS) return;
  const most = { pixels: LARGEST_PIXELS, side: LARGEST_SIDE };
  throw new InputError(words.refusals.tooLarge(width, height, most));
}

function fontText({ weight, sizePx }: Font): string {
  const families = FONT_FAMILIES.map((family) => (family.includes(' ') ? `"${family}"` : family));
  return [weight, `${sizePx}px`, families.join(', ')].join(' ');
}

function paintMark(context: CanvasRenderingContext2D, mark: Mark): void {
  switch (mark.kind) {
    case 'group':
      for (const inner of mark.marks) paintMark(context, inner);
      break;
    case 'rect':
      if (mark.fill) {
        context.fillStyle = mark.fill;
        context.fillRect(mark.x, mark.y, mark.width, mark.height);
      }
      if (mark.stroke) {
        setStroke(context, mark.stroke, mark.strokeWidth ?? 1);
        context.strokeRect(mark.x, mark.y, mark.width, mark.height);
      }
      break;
    case 'line':
      setStroke(context, mark.stroke, mark.width, mark.dash);
      context.beginPath();
      for (const [x, y] of mark.points) context.lineTo(x, y);
      context.stroke();
      break;
    case 'circle':
      context.beginPath();
      context.arc(mark.x, mark.y, mark.radius, 0, 2 * Math.PI);
      context.fillStyle = mark.fill;
      context.fill();
      setStroke(context, mark.stroke, 1);
      context.stroke();
      break;
    case 'text':
      context.font = fontText(mark.font);
      context.fillStyle = mark.fill;
      context.textAlign = mark.anchor === 'middle' ? 'center' : (mark.anchor ?? 'start');
      context.fillText(mark.text, mark.x, mark.y);
      break;
    case 'image':
      context.globalAlpha = mark.opacity ?? 1;
      context.imageSmoothingEnabled = mark.smooth;
      context.imageSmoothingQuality = 'high';
      context.drawImage(mark.raster.canvas, mark.x, mark.y, mark.width, mark.height);
      context.globalAlpha = 1;
      break;
  }
}

function setStroke(
  context: CanvasRenderingContext2D,
  colour: string,
  width: number,
  dash: readonly number[] = [],
): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.setLineDash([...dash]);
}

import { FONT_FAMILIES, type Mark, type Raster, type Scene } from './scene.ts';

/** How a scene becomes SVG. */
export interface SvgOptions {
  /** A raster's pixels as a `data:` address of a PNG. */
  readonly imageOf: (raster: Raster) => string;
  /** For a reader of screens and for the file's own name. */
  readonly title: string;
  /** The settings, as lines. */
  readonly description: string;
  /** Absent: one pixel is one CSS pixel. Else the width on the page of a document in millimetres. */
  readonly widthMm?: number;
}

/** Programs that know the variable font do so by its plain name. */
const FAMILIES = FONT_FAMILIES.slice(1)
  .map((family) => (family.includes(' ') ? `'${family}'` : family))
  .join(', ');

/**
 * Writes a scene as SVG 1.1: presentation attributes only (no style sheets, scripts, filters or foreignObject), text as
 * text, pictures as PNG within the file.
 */
export function sceneToSvg(scene: Scene, options: SvgOptions): string {
  const { width, height, ground, marks } = scene;
  const { title, description, widthMm } = options;
  const size =
    widthMm === undefined
      ? `width="${number(width)}" height="${number(height)}"`
      : `width="${number(widthMm)}mm" height="${number((widthMm * height) / width)}mm"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>', // no words
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" ${size} viewBox="0 0 ${number(width)} ${number(height)}" font-family="${FAMILIES}">`, // no words
    `<title>${escaped(title)}</title>`,
    `<desc>${escaped(description)}</desc>`,
    `<rect width="${number(width)}" height="${number(height)}" fill="${ground}"/>`, // no words
    ...marks.map((mark) => markToSvg(mark, options)),
    '</svg>',
    '',
  ].join('\n');
}

function markToSvg(mark: Mark, options: SvgOptions): string {
  switch (mark.kind) {
    case 'group':
      return [
        `<g id="${escaped(mark.name)}">`,
        ...mark.marks.map((inner) => markToSvg(inner, options)),
        '</g>',
      ].join('\n');
    case 'rect':
      return element('rect', {
        ...box(mark),
        fill: mark.fill ?? 'none',
        stroke: mark.stroke,
        'stroke-width': mark.stroke && (mark.strokeWidth ?? 1),
      });
    case 'line':
      return element('polyline', {
        points: mark.points.map(([x, y]) => `${number(x)},${number(y)}`).join(' '),
        fill: 'none',
        stroke: mark.stroke,
        'stroke-width': mark.width,
        'stroke-dasharray': mark.dash?.join(' '),
      });
    case 'circle':
      return element('circle', {
        cx: mark.x,
        cy: mark.y,
        r: mark.radius,
        fill: mark.fill,
        stroke: mark.stroke,
      });
    case 'text':
      return element(
        'text',
        {
          x: mark.x,
          y: mark.y,
          'font-size': mark.font.sizePx,
          'font-weight': mark.font.weight === 400 ? undefined : mark.font.weight,
          fill: mark.fill,
          'text-anchor': mark.anchor === 'start' ? undefined : mark.anchor,
          'xml:space': 'preserve',
        },
        escaped(mark.text),
      );
    case 'image':
      return element('image', {
        ...box(mark),
        opacity: mark.opacity,
        preserveAspectRatio: 'none',
        'image-rendering': mark.smooth ? undefined : 'pixelated',
        'xlink:href': options.imageOf(mark.raster),
      });
  }
}

function box({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  return { x, y, width, height };
}

function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content?: string,
): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : ` ${key}="${typeof value === 'number' ? number(value) : escaped(value)}"`,
  );
  return content === undefined
    ? `<${name}${written.join('')}/>`
    : `<${name}${written.join('')}>${content}</${name}>`;
}

/** A hundredth of a pixel is finer than any print. */
function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Text as it stands in XML: its own signs escaped, and without the control characters that XML has no place for. */
function escaped(text: string): string {
  return Array.from(text, (character) => {
    const code = character.codePointAt(0)!;
    if (code < 32 && code !== 9 && code !== 10) return '';
    return ENTITIES[character] ?? character;
  }).join('');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

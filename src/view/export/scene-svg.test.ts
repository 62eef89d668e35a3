import { describe, expect, test } from 'vitest';
import type { Raster, Scene } from './scene.ts';
import { sceneToSvg } from './scene-svg.ts';

// The writer asks for a raster's address and looks no deeper.
const raster = {} as Raster;
const scene: Scene = {
  width: 200,
  height: 100,
  ground: '#ffffff',
  marks: [
    {
      kind: 'group',
      name: 'picture',
      marks: [
        { kind: 'image', x: 1, y: 2, width: 30, height: 40, raster, smooth: false, opacity: 0.65 },
        { kind: 'image', x: 1, y: 2, width: 30, height: 40, raster, smooth: true },
      ],
    },
    { kind: 'rect', x: 0.123456, y: 1, width: 2, height: 3, stroke: '#000000' },
    {
      kind: 'line',
      points: [
        [0, 1],
        [2, 3],
      ],
      stroke: '#111111',
      width: 1,
      dash: [1, 3],
    },
    { kind: 'circle', x: 1, y: 2, radius: 3, fill: '#222222', stroke: '#333333' },
    {
      kind: 'text',
      x: 5,
      y: 6,
      text: 'a < b & "c"\u0007',
      font: { sizePx: 11, weight: 600 },
      fill: '#444444',
      anchor: 'end',
    },
  ],
};
const options = { imageOf: () => 'data:image/png;base64,AA==', title: 'A <map>', description: 'Model: x' };

describe('a scene as SVG', () => {
  test('has every mark in order, with presentation attributes and no style sheet', () => {
    expect(sceneToSvg(scene, options)).toBe(
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" width="200" height="100" viewBox="0 0 200 100" font-family="'IBM Plex Sans', Helvetica, Arial, sans-serif">`,
        '<title>A &lt;map&gt;</title>',
        '<desc>Model: x</desc>',
        '<rect width="200" height="100" fill="#ffffff"/>',
        '<g id="picture">',
        '<image x="1" y="2" width="30" height="40" opacity="0.65" preserveAspectRatio="none" image-rendering="pixelated" xlink:href="data:image/png;base64,AA=="/>',
        '<image x="1" y="2" width="30" height="40" preserveAspectRatio="none" xlink:href="data:image/png;base64,AA=="/>',
        '</g>',
        '<rect x="0.12" y="1" width="2" height="3" fill="none" stroke="#000000" stroke-width="1"/>',
        '<polyline points="0,1 2,3" fill="none" stroke="#111111" stroke-width="1" stroke-dasharray="1 3"/>',
        '<circle cx="1" cy="2" r="3" fill="#222222" stroke="#333333"/>',
        '<text x="5" y="6" font-size="11" font-weight="600" fill="#444444" text-anchor="end" xml:space="preserve">a &lt; b &amp; &quot;c&quot;</text>',
        '</svg>',
        '',
      ].join('\n'),
    );
  });

  test('for print is measured in millimetres', () => {
    const svg = sceneToSvg(scene, { ...options, widthMm: 180 });
    expect(svg).toContain('width="180mm" height="90mm" viewBox="0 0 200 100"');
  });
});

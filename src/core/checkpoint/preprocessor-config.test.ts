import { describe, expect, test } from 'vitest';
import { InputError } from '../input-error.ts';
import { parsePreprocessing } from './preprocessor-config.ts';

const defaults = {
  resizeShortSide: 256,
  crop: { height: 224, width: 224 },
  interpolation: 'bicubic',
  mean: [0.485, 0.456, 0.406],
  std: [0.229, 0.224, 0.225],
} as const;

describe('preprocessor_config.json', () => {
  test.each([
    ['', " is not JSON. It should be the publisher's own file, unchanged."],
    ['[]', ': the whole file should be an object, but is a list.'],
    ['{"size":"256"}', ': size should be an object, but is "256".'],
    ['{"size":0}', ': size should be >=1, but is 0.'],
    ['{"size":{}}', ': size.shortest_edge is missing.'],
    ['{"size":{"height":2}}', ': size.width is missing.'],
    ['{"crop_size":[2,2]}', ': crop_size.height is missing.'],
    ['{"resample":0}', ': resample should be (2 | 3), but is 0.'],
    ['{"image_mean":[1]}', ': image_mean.1 is missing.'],
    ['{"crop_size":{"height":0,"width":2}}', ': crop_size.height should be >=1, but is 0.'],
  ])('%s is refused', (text, message) => {
    const error = new InputError(`preprocessor_config.json${message}`);
    expect(() => parsePreprocessing(text, defaults)).toThrow(error);
  });

  test('overrides what it says and leaves the rest as the family has it', () => {
    const text = '{"size":{"shortest_edge":30},"resample":2,"image_std":[1,2,3]}';
    expect(parsePreprocessing(text, defaults)).toEqual({
      ...defaults,
      resizeShortSide: 30,
      interpolation: 'bilinear',
      std: [1, 2, 3],
    });
    expect(parsePreprocessing('{"resample":3}', defaults)).toEqual(defaults);
  });

  const stretching = { ...defaults, stretch: true };
  const side = (length: number) => ({ height: length, width: length });
  test.each([
    ['one number, where the short side is resized', '{"size":30}', defaults, { resizeShortSide: 30 }],
    [
      'one number, where the image is stretched',
      '{"size":30}',
      stretching,
      { resizeShortSide: 30, crop: side(30), stretch: true },
    ],
    [
      'two sides among what a newer processor leaves open',
      '{"size":{"height":30,"width":30},"crop_size":null,"do_center_crop":null,"image_mean":null,"resample":null}',
      defaults,
      { resizeShortSide: 30, crop: side(30), stretch: true },
    ],
    [
      'two sides, which stretch',
      '{"size":{"height":30,"width":40}}',
      defaults,
      { resizeShortSide: 30, crop: { height: 30, width: 40 }, stretch: true },
    ],
    [
      'two sides and a crop',
      '{"size":{"height":30,"width":30},"crop_size":20}',
      stretching,
      { resizeShortSide: 30, crop: side(20), stretch: true },
    ],
    [
      'a crop that is switched off',
      '{"size":{"height":30,"width":30},"crop_size":20,"do_center_crop":false}',
      stretching,
      { resizeShortSide: 30, crop: side(30), stretch: true },
    ],
    [
      'the short side of a family that stretches',
      '{"size":{"shortest_edge":30}}',
      stretching,
      { resizeShortSide: 30, stretch: undefined },
    ],
  ])('a size of %s', (_, text, family, changed) => {
    expect(parsePreprocessing(text, family)).toEqual({ ...family, ...changed });
  });
});

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
    ['{"size":256}', ': size should be an object, but is 256.'],
    ['{"size":{}}', ': size.shortest_edge is missing.'],
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
});

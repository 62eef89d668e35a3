import { expect, test } from 'vitest';
import { InputError } from '../core/input-error.ts';
import { parseLabels } from './labels.ts';

test('a list is taken as it is', () => {
  expect(parseLabels('["cat","dog"]')).toEqual(['cat', 'dog']);
});

test('an object goes by its class indices, in whatever order', () => {
  expect(parseLabels('{"1":"dog","0":"cat"}')).toEqual(['cat', 'dog']);
});

const noLabels = 'labels.json should be an array of names, or an object from class index to name.';

test.each([
  ['', 'labels.json is not JSON.'],
  ['["cat"', 'labels.json is not JSON.'],
  ['null', noLabels],
  ['7', noLabels],
  ['[1]', noLabels],
  ['{"cat":"0"}', noLabels],
  ['{"-1":"cat"}', noLabels],
  ['{"0":{"name":"cat"}}', noLabels],
  ['{"4000000000":"cat"}', 'labels.json names class 4000000000; the limit is 100000 classes.'],
])('%s is refused', (text, message) => {
  expect(() => parseLabels(text)).toThrow(new InputError(message));
});

import { expect, it } from 'vitest';
import { InputError } from '../core/input-error.ts';
import { formatModelReference, parseModelReference } from './model-reference.ts';

const commit = 'ed25f3a31f01632728cabb09d1542f84ab7b0056';

it.each([
  ['facebook/dinov2-small', { repo: 'facebook/dinov2-small' }],
  [' facebook/dinov2-small ', { repo: 'facebook/dinov2-small' }],
  [`facebook/dinov2-small@${commit}`, { repo: 'facebook/dinov2-small', revision: commit }],
  ['owner/name@refs/pr/3', { repo: 'owner/name', revision: 'refs/pr/3' }],
  ['https://huggingface.co/timm/vit_tiny.augreg', { repo: 'timm/vit_tiny.augreg' }],
  ['https://huggingface.co/owner/name/tree/main', { repo: 'owner/name', revision: 'main' }],
  ['https://hub.example/owner/name/blob/v1/config.json?x=1', { repo: 'owner/name', revision: 'v1' }],
])('reads %s', (text, expected) => {
  expect(parseModelReference(text)).toEqual(expected);
});

it.each(['dinov2', '', '../x', 'a/b@../../x', 'a b/c', 'a/b/c', 'a/b@', '@main'])('rejects %j', (text) => {
  if (text === 'a/b@') expect(parseModelReference(text)).toEqual({ repo: 'a/b' });
  else expect(() => parseModelReference(text)).toThrow(InputError);
});

it('writes what it reads', () => {
  for (const text of ['a/b', `a/b@${commit}`])
    expect(formatModelReference(parseModelReference(text))).toBe(text);
});

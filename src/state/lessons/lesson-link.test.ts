import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLesson, encodeLesson } from './lesson-link.ts';

describe('a link to a lesson', () => {
  it.each([
    ['list', { kind: 'list' }],
    ['softmax', { kind: 'lesson', source: { kind: 'shipped', id: 'softmax' }, step: 0 }],
    ['softmax:3', { kind: 'lesson', source: { kind: 'shipped', id: 'softmax' }, step: 2 }],
    [
      'https://school.example/a.lesson.json:2',
      { kind: 'lesson', source: { kind: 'address', url: 'https://school.example/a.lesson.json' }, step: 1 },
    ],
    [
      'http://localhost:4000/a.lesson.json',
      { kind: 'lesson', source: { kind: 'address', url: 'http://localhost:4000/a.lesson.json' }, step: 0 },
    ],
  ] as const)('is %s', (text, place) => {
    expect(decodeLesson(text)).toEqual(place);
    expect(encodeLesson(place)).toBe(text);
  });

  it.each([
    '',
    ':3',
    'Softmax!',
    '../x',
    'javascript:alert(1)',
    'http://school.example/a',
    'https://host:80',
    'file:///a/b',
  ])('is not %s', (text) => {
    expect(decodeLesson(text)).toBeUndefined();
  });

  it('carries no file of one visitor’s', () => {
    expect(
      encodeLesson({ kind: 'lesson', source: { kind: 'file', name: 'a', text: '{}' }, step: 1 }),
    ).toBeUndefined();
    expect(encodeLesson(undefined)).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void decodeLesson(text)));
  });
});

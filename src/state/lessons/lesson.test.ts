import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/input-error.ts';
import { INITIAL_REQUEST } from '../requested.ts';
import { parseLesson } from './lesson.ts';
import { requestAt } from './lesson-request.ts';

const folder = join(import.meta.dirname, '../../words/en/lessons');
const shipped = readdirSync(folder)
  .filter((name) => name.endsWith('.lesson.json'))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

const least = {
  format: 'sinkscope-lesson',
  version: 1,
  title: 'A lesson',
  about: 'About something.',
  audience: 'Everyone',
  minutes: 5,
  steps: [{ title: 'One', text: 'Look.' }],
};
const step = (change: object) => ({ ...least, steps: [{ title: 'One', text: 'Look.', ...change }] });
const read = (value: unknown) => parseLesson(JSON.stringify(value), 'my.lesson.json');

describe('the lessons that ship with the page', () => {
  it('are at least six, of 5 to 8 steps each, with a question, and with sources', () => {
    expect(shipped.length).toBeGreaterThanOrEqual(6);
    for (const { name, text } of shipped) {
      const { steps, sources } = parseLesson(text, name);
      expect(steps.length, name).toBeGreaterThanOrEqual(5);
      expect(steps.length, name).toBeLessThanOrEqual(8);
      expect(steps.filter(({ question }) => question).length, name).toBeGreaterThan(0);
      expect(sources.length, name).toBeGreaterThan(0);
      expect(steps[0]?.over, name).toBe('defaults');
    }
  });

  it('say things in short sentences', () => {
    for (const { name, text } of shipped) {
      const paragraphs = parseLesson(text, name).steps.flatMap((step) => [
        ...step.text,
        ...(step.question?.why ?? []),
      ]);
      for (const sentence of paragraphs.flatMap((paragraph) => paragraph.split(/[.?!:;] /))) {
        expect(sentence.split(' ').length, sentence).toBeLessThanOrEqual(32);
      }
    }
  });

  it('lead to the same step, however one comes there', () => {
    for (const { name, text } of shipped) {
      const lesson = parseLesson(text, name);
      const visitors = { ...INITIAL_REQUEST, image: { kind: 'sample', file: 'teapot.webp' } } as const;
      for (const at of lesson.steps.keys()) {
        expect(requestAt(lesson, at, requestAt(lesson, lesson.steps.length - 1, visitors))).toEqual(
          requestAt(lesson, at, visitors),
        );
      }
    }
  });
});

describe('a lesson file', () => {
  it('needs no more than a title, words and one step', () => {
    expect(read(least).steps).toEqual([{ title: 'One', text: ['Look.'], over: 'current', parts: [] }]);
  });

  it.each([
    [
      '{"format"',
      'my.lesson.json is not JSON. It should be a lesson as docs/writing-a-lesson.md describes it.',
    ],
    ['[]', 'my.lesson.json: the whole file should be an object, but is a list.'],
    ['{"format": "sinkscope-session"}', 'my.lesson.json is no lesson.'],
    [JSON.stringify({ ...least, version: 2 }), 'is of version 2 of the format, which is newer'],
    [JSON.stringify({ ...least, minutes: 0 }), 'minutes should be'],
    [JSON.stringify({ ...least, titel: 'x' }), 'my.lesson.json: titel is not known.'],
    [JSON.stringify({ ...least, steps: [] }), 'my.lesson.json: steps should be'],
    [JSON.stringify({ ...least, steps: [{ title: 'One' }] }), 'steps.0.text is missing'],
    [JSON.stringify(step({ text: [] })), 'steps.0.text should be'],
    [JSON.stringify(step({ parts: ['everything'] })), 'steps.0.parts.0 should be'],
    [JSON.stringify(step({ over: 'all' })), 'steps.0.over should be'],
    [
      JSON.stringify(step({ text: 'See [this](javascript:alert%281%29).' })),
      'the link "javascript:alert%281%29" should begin with https://',
    ],
    [
      JSON.stringify(step({ text: 'There are {outlier} of them.' })),
      '{outlier} is no number of the page; it knows patches',
    ],
    [
      JSON.stringify(step({ set: { staged: { layr: 3 } } })),
      'my.lesson.json: steps.0.set: The settings: staged.layr is not known.',
    ],
    [
      JSON.stringify(step({ set: { look: { opacity: 7 } } })),
      'steps.0.set: The settings: look.opacity should be',
    ],
    [
      JSON.stringify(step({ set: { image: { kind: 'local', key: 'image-1' } } })),
      'steps.0.set names a file of one visitor',
    ],
    [
      JSON.stringify(step({ question: { prompt: '?', choices: ['a', 'b'], answer: 2, why: 'So.' } })),
      'steps.0.question.answer is 2, but the choices are 0 to 1',
    ],
    [
      JSON.stringify(
        step({ question: { prompt: '?', choices: ['a', 'b'], answer: 0, why: 'So.', set: { nope: 1 } } }),
      ),
      'steps.0.question.set: The settings: nope is not known',
    ],
    [JSON.stringify(step({ diagram: { kind: 'pie' } })), 'steps.0.diagram.kind should be'],
    [
      JSON.stringify({ ...least, sources: [{ title: 'x', url: 'data:text/html,x' }] }),
      'sources.0.url should be',
    ],
    [JSON.stringify({ ...least, title: 'x'.repeat(300_000) }), 'a lesson has at most 200 kB'],
  ])('is refused with what is at fault: %#', (text, message) => {
    expect(() => parseLesson(text, 'my.lesson.json')).toThrow(InputError);
    expect(() => parseLesson(text, 'my.lesson.json')).toThrow(message);
  });

  it('is read or refused with a sentence, whatever it holds', () => {
    fc.assert(
      fc.property(fc.json(), (text) => readsOrRefuses(text)),
      { numRuns: 200 },
    );
    const hostile = fc.oneof(
      fc.jsonValue(),
      fc.string(),
      fc.constantFrom('__proto__', '<img onerror=1>', '{', '](', '**'),
    );
    const fields = fc.record({
      title: hostile,
      text: fc.oneof(hostile, fc.array(hostile, { maxLength: 3 })),
      set: hostile,
      parts: hostile,
      question: hostile,
      diagram: hostile,
    });
    fc.assert(
      fc.property(fc.array(fields, { maxLength: 3 }), (steps) =>
        readsOrRefuses(JSON.stringify({ ...least, steps })),
      ),
      { numRuns: 300 },
    );
  });

  it('changes no prototype', () => {
    const text = JSON.stringify(step({ set: {} })).replace('"set":{}', '"set":{"__proto__":{"polluted":1}}');
    readsOrRefuses(text);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

function readsOrRefuses(text: string): void {
  try {
    const lesson = parseLesson(text, 'x.lesson.json');
    for (const at of lesson.steps.keys()) requestAt(lesson, at, INITIAL_REQUEST);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
  }
}

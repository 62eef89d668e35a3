import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseLesson } from './lesson.ts';
import { LESSON_PARTS } from './lesson-parts.ts';

const root = join(import.meta.dirname, '../../..');

it('the guide’s example is a lesson, and the guide names every part', () => {
  const guide = readFileSync(join(root, 'docs/writing-a-lesson.md'), 'utf8');
  const example = /```json\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
  expect(parseLesson(example, 'example.lesson.json').steps).toHaveLength(2);
  for (const part of LESSON_PARTS) expect(guide).toContain(`\`${part}\``);
});

it('every part has a frame and a place on the page', () => {
  const frames = readFileSync(join(root, 'src/view/lessons/lit-parts.css'), 'utf8');
  for (const part of LESSON_PARTS) {
    expect(frames).toContain(`:root[data-lit~="${part}"] [data-part="${part}"]`);
  }
});

import { files } from '#words/lessons.ts';
import { type Lesson, parseLesson } from '../../state/lessons/lesson.ts';

/** A lesson that ships with the page. */
export interface ShippedLesson {
  readonly id: string;
  readonly lesson: Lesson;
}

/** The lessons that ship with the page, in the order of their files' numbers. */
export const SHIPPED_LESSONS: readonly ShippedLesson[] = Object.entries(files)
  .map(([path, text]) => ({ name: path.slice(path.lastIndexOf('/') + 1), text }))
  .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
  .map(({ name, text }) => ({
    id: name.replace(/^\d+-/, '').replace('.lesson.json', ''),
    lesson: parseLesson(text, name),
  }));

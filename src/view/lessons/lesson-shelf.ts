import { type Lesson, parseLesson } from '../../state/lessons/lesson.ts';

/** A lesson that ships with the page. */
export interface ShippedLesson {
  readonly id: string;
  readonly lesson: Lesson;
}

const files: Readonly<Record<string, string>> = import.meta.glob('../../lessons/*.lesson.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The lessons that ship with the page, in the order of their files' numbers. */
export const SHIPPED_LESSONS: readonly ShippedLesson[] = Object.entries(files)
  .map(([path, text]) => ({ name: path.slice(path.lastIndexOf('/') + 1), text }))
  .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
  .map(({ name, text }) => ({
    id: name.replace(/^\d+-/, '').replace('.lesson.json', ''),
    lesson: parseLesson(text, name),
  }));

import type { ReactNode } from 'react';
import { counted, integer } from '../../grammar.ts';

export const title = 'Lessons';
export const all = 'All lessons';
export const show = 'Show';
export const hide = 'Hide';
export const leave = { name: 'Leave the lesson', hint: 'Leave: the page becomes as it was before (Esc)' };
export const close = { name: 'Close the lessons', hint: 'Close (Esc)' };

export const about =
  'Short guided stories on the real page. It stays yours to play with; when you leave a lesson, it becomes what it was before.';
export const openFile = { name: 'Open a lesson file', text: 'Open a lesson file…' };
export const forTeachers = (address: (text: string) => ReactNode) => (
  <>
    Teachers: a lesson is one text file (.lesson.json). Drop it on the page, or link to it with{' '}
    {address('?lesson=https://…')}. The project’s docs/writing-a-lesson.md has the format.
  </>
);
/** How long a lesson is, and how far one has come in it. */
export function facts(
  minutes: number,
  steps: number,
  state: 'done' | { readonly nextStep: number } | undefined,
) {
  const length = `${integer(minutes)} min, ${counted(steps, 'step', 'steps')}`;
  if (state === undefined) return length;
  return state === 'done' ? `${length}, done` : `${length}, go on at step ${state.nextStep}`;
}

export const loading = 'The lesson is on its way.';
export const step = 'Step';
export const repeat = 'Set the page as this step begins';
/** Read out when a step comes. */
export const stepOf = (step: number, all: number, title: string) => `Step ${step} of ${all}: ${title}`;
export const previous = { text: 'Previous', hint: 'Previous step (<)' };
export const next = { text: 'Next', hint: 'Next step (>)' };
export const finish = 'Finish';
export const sources = 'Sources';
export const live = 'From the page as it is now';

export const steps = 'Steps';
export const stepName = (step: number, title: string) => `Step ${step}: ${title}`;
export const stepCount = (step: number, all: number) => `${step} of ${all}`;

export const question = {
  name: 'Question',
  kind: 'Predict',
  right: '✓ right',
  guess: 'your guess',
  choose: 'Choose, then look',
  reveal: 'Show the answer',
  asSaid: 'As you said.',
  answerIs: (answer: string) => `It is: ${answer}.`,
};

/** What failed, as an explanation of a failure begins. */
export const opening = 'Opening the lesson';
export const noSuchLesson = (id: string, known: string) => `There is no lesson ${id}. There are: ${known}.`;

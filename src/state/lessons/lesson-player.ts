import type { Requested } from '../requested.ts';
import type { Scope } from '../scope.ts';
import type { Lesson } from './lesson.ts';
import { applySettings, requestAt } from './lesson-request.ts';

/** Drives the page through one lesson after the other, and gives the visitor back what was there before. */
export interface LessonPlayer {
  /** Sets the page to a step; the same step again changes nothing. */
  show(lesson: Lesson, step: number): void;
  /** Sets the page to what the step's answer is about. */
  reveal(): void;
  /** Sets the page to the step as it begins. */
  repeat(): void;
  /** Sets the page to what was asked for before the first step. */
  leave(): void;
}

interface Shown {
  readonly lesson: Lesson;
  readonly step: number;
  readonly before: Requested;
}

/** Makes a player over the page. */
export function createLessonPlayer(scope: Pick<Scope, 'store' | 'adopt'>): LessonPlayer {
  let shown: Shown | undefined;
  let isRevealed = false;
  const current = () => scope.store.getState().requested;

  function reveal(): void {
    const set = shown?.lesson.steps[shown.step]?.question?.set;
    if (!isRevealed && set) scope.adopt(applySettings(current(), set));
    isRevealed = true;
  }

  return {
    show(lesson, step) {
      if (shown?.lesson === lesson && shown.step === step) return;
      const before = shown?.before ?? current();
      const next = lesson.steps[step];
      const goesOn = shown?.lesson === lesson && step === shown.step + 1 && next?.over === 'current';
      // Onwards, what the visitor has changed on the way stays; a change that was not looked at is caught up on.
      if (goesOn) reveal();
      const asked = goesOn
        ? applySettings(current(), next.set ?? {})
        : requestAt(lesson, step, withVisitors(before, current()));
      shown = { lesson, step, before };
      isRevealed = false;
      scope.adopt(asked);
    },
    reveal,
    repeat() {
      if (!shown) return;
      isRevealed = false;
      scope.adopt(requestAt(shown.lesson, shown.step, withVisitors(shown.before, current())));
    },
    leave() {
      if (!shown) return;
      const { before } = shown;
      shown = undefined;
      scope.adopt({ ...withVisitors(before, current()), theme: current().theme });
    },
  };
}

/** A lesson may begin before the page has an image; and panels stay as the visitor has them. */
function withVisitors(requested: Requested, { image, panels }: Requested): Requested {
  return { ...requested, image: requested.image ?? image, panels };
}

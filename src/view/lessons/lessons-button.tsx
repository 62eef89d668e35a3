import type { ReactNode } from 'react';
import { useScope, useScopeState } from '../scope-context.tsx';

/** Where the focus returns to when the lessons close. */
export const LESSONS_BUTTON = 'lessons-button';

/** The panel's code is fetched when it is about to be needed. */
export const loadLessonsPanel = async () => ({
  default: (await import('./lessons-panel.tsx')).LessonsPanel,
});

/** Opens and closes the lessons. */
export function LessonsButton({
  className,
  children,
}: {
  className?: string | undefined;
  children: ReactNode;
}) {
  const scope = useScope();
  const isOpen = useScopeState((state) => state.lesson !== undefined);
  return (
    <button
      id={LESSONS_BUTTON}
      type="button"
      className={className}
      aria-label="Lessons"
      aria-pressed={isOpen}
      title="Lessons (L)"
      onPointerEnter={loadLessonsPanel}
      onClick={() => scope.openLesson(isOpen ? undefined : { kind: 'list' })}
    >
      {children}
    </button>
  );
}

import { useEffect } from 'react';
import type { LessonPart } from '../../state/lessons/lesson-parts.ts';
import './lit-parts.css';

const tries = 20;
const pauseMs = 100;

/** Puts a frame around parts of the page, without covering them, and brings the first one into view. */
export function useLitParts(parts: readonly LessonPart[]): void {
  useEffect(() => {
    const root = document.documentElement;
    root.dataset.lit = parts.join(' ');
    let timer: ReturnType<typeof setTimeout> | undefined;
    const [first] = parts;
    // Some parts come a moment after what asks for them.
    const look = (left: number) => {
      const part = document.querySelector(`[data-part="${first}"]`);
      if (part) showPart(part);
      else if (left > 0) timer = setTimeout(() => look(left - 1), pauseMs);
    };
    if (first) look(tries);
    return () => {
      clearTimeout(timer);
      delete root.dataset.lit;
    };
  }, [parts]);
}

function showPart(part: Element): void {
  const isPhone = matchMedia('(width < 1000px)').matches;
  const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
  part.scrollIntoView({ block: isPhone ? 'start' : 'nearest', inline: 'nearest', behavior });
}

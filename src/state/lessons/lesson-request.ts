import type { Requested } from '../requested.ts';
import { decodeRequested, encodeRequested } from '../session/request-settings.ts';
import type { Lesson, LessonStep } from './lesson.ts';

type Json = Readonly<Record<string, unknown>>;

/** What is asked for with a step's settings over what is there; the visitor's theme stays, and the image and open panels
 * unless set. */
export function applySettings(
  current: Requested,
  set: Json,
  over: LessonStep['over'] = 'current',
): Requested {
  const base = over === 'current' ? encodeRequested(current) : {};
  const { requested } = decodeRequested(merged(base, set));
  return {
    ...requested,
    image: requested.image ?? current.image,
    panels: Object.hasOwn(set, 'panels') ? requested.panels : current.panels,
    theme: current.theme,
  };
}

/**
 * What is asked for at a step, whichever way led to it: from the last step that begins anew, or from what the visitor
 * had, one step after the other with all answers shown.
 */
export function requestAt({ steps }: Lesson, step: number, visitors: Requested): Requested {
  const anew = steps.findLastIndex(({ over }, place) => over === 'defaults' && place <= step);
  const from = Math.max(0, anew);
  return steps.slice(from, step + 1).reduce((requested, { set = {}, over, question }, place) => {
    const begun = applySettings(requested, set, over);
    const isPast = from + place < step;
    return isPast && question?.set ? applySettings(begun, question.set) : begun;
  }, visitors);
}

/** Objects are merged, but one of a `kind` is replaced as a whole, and so are lists. */
function merged(base: unknown, over: unknown): unknown {
  if (!isObject(base) || !isObject(over) || 'kind' in over) return over;
  const names = [...new Set([...Object.keys(base), ...Object.keys(over)])];
  return Object.fromEntries(
    names.map((name) => [name, Object.hasOwn(over, name) ? merged(own(base, name), over[name]) : base[name]]),
  );
}

function own(object: Json, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

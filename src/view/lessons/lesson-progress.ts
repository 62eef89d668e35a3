import * as v from 'valibot';

/** How far a visitor has come in a lesson. */
export interface LessonProgress {
  /** The furthest step, from 0. */
  readonly furthest: number;
  readonly isDone: boolean;
}

const KEY = 'sinkscope-lessons';
const schema = v.record(
  v.string(),
  v.object({ furthest: v.pipe(v.number(), v.integer(), v.minValue(0)), isDone: v.boolean() }),
);

/** What this browser remembers of the lessons that ship with the page; nothing where it may not. */
export function readProgress(storage: Storage): Readonly<Record<string, LessonProgress>> {
  try {
    const result = v.safeParse(schema, JSON.parse(storage.getItem(KEY) ?? '{}'));
    return result.success ? result.output : {};
  } catch {
    return {};
  }
}

/** Remembers a step of a lesson that was looked at, or that the lesson was finished. */
export function keepProgress(storage: Storage, id: string, { furthest, isDone }: LessonProgress): void {
  const all = readProgress(storage);
  const former = Object.hasOwn(all, id) ? all[id] : undefined;
  const entry: LessonProgress = {
    furthest: Math.max(furthest, former?.furthest ?? 0),
    isDone: isDone || (former?.isDone ?? false),
  };
  try {
    storage.setItem(KEY, JSON.stringify({ ...all, [id]: entry }));
  } catch {
    // No room, or not allowed: the lesson goes on without it.
  }
}

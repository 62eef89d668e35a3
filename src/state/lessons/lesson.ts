import * as v from 'valibot';
import * as words from '#words/state/lessons.ts';
import { parseFields, parseJsonObject } from '../../core/checkpoint/config-schema.ts';
import { InputError } from '../../core/input-error.ts';
import { decodeRequested } from '../session/request-settings.ts';
import { diagramSchema } from './diagram.ts';
import { parseMarkup } from './lesson-markup.ts';
import { LESSON_PARTS } from './lesson-parts.ts';

/** What the file says it is. A higher version is one that this program would misread. */
const FORMAT = 'sinkscope-lesson';
const VERSION = 1;

/** Far beyond a lesson that anyone would sit through. */
export const LARGEST_LESSON_BYTES = 200_000;

const line = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));

const paragraph = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(2000),
  v.rawCheck(({ dataset, addIssue }) => {
    const problem = dataset.typed ? markupProblem(dataset.value) : undefined;
    if (problem) addIssue({ message: words.expected.text(problem) });
  }),
);
/** One paragraph, or several. */
const text = v.lazy(
  (given): v.GenericSchema<unknown, readonly string[]> =>
    Array.isArray(given)
      ? v.pipe(v.array(paragraph), v.minLength(1), v.maxLength(12))
      : v.pipe(
          paragraph,
          v.transform((one) => [one]),
        ),
);

const settings = v.record(v.string(), v.unknown());

const question = v.strictObject({
  prompt: text,
  choices: v.pipe(v.array(line), v.minLength(2), v.maxLength(6)),
  /** The right choice, counted from 0. */
  answer: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(5)),
  why: text,
  /** What the page is set to when the answer is shown. */
  set: v.exactOptional(settings),
});

const step = v.strictObject({
  title: line,
  text,
  /** What `set` goes over: what is there, or the page as on a first visit, with the visitor's image and theme. */
  over: v.optional(v.picklist(['current', 'defaults']), 'current'),
  set: v.exactOptional(settings),
  parts: v.optional(v.pipe(v.array(v.picklist(LESSON_PARTS)), v.maxLength(4)), []),
  question: v.exactOptional(question),
  diagram: v.exactOptional(diagramSchema),
});

const source = v.strictObject({
  title: line,
  url: v.pipe(
    v.string(),
    v.regex(/^https:\/\/[\w.-]+\/\S*$/, words.expected.secureAddress),
    v.check((url) => URL.canParse(url), words.expected.secureAddress),
  ),
});

const schema = v.strictObject({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  /** A tag such as "de" (BCP 47); for voices that read it out. */
  language: v.exactOptional(
    v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, words.expected.language)),
  ),
  title: line,
  /** One sentence for the list. */
  about: line,
  audience: line,
  minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(180)),
  steps: v.pipe(v.array(step), v.minLength(1), v.maxLength(40)),
  sources: v.optional(v.pipe(v.array(source), v.maxLength(20)), []),
});

export type Lesson = v.InferOutput<typeof schema>;
export type LessonStep = Lesson['steps'][number];
export type LessonQuestion = NonNullable<LessonStep['question']>;

/**
 * Reads a lesson that anyone may have written.
 * @throws InputError naming the file, the field and what to do.
 */
export function parseLesson(given: string, file: string): Lesson {
  if (given.length > LARGEST_LESSON_BYTES) {
    throw new InputError(words.tooLarge(file, Math.ceil(given.length / 1000), LARGEST_LESSON_BYTES / 1000));
  }
  const fields = parseJsonObject(given, file, words.hint);
  if (fields.format !== FORMAT) throw new InputError(words.noLesson(file));
  if (typeof fields.version === 'number' && fields.version > VERSION) {
    throw new InputError(words.newer(file, fields.version, VERSION));
  }
  const lesson = parseFields(schema, fields, file);
  for (const [place, { set, question }] of lesson.steps.entries()) {
    checkSettings(set, file, `steps.${place}.set`);
    checkSettings(question?.set, file, `steps.${place}.question.set`);
    if (question && question.answer >= question.choices.length) {
      const { answer, choices } = question;
      throw new InputError(words.noSuchAnswer(file, place, answer, choices.length));
    }
  }
  return lesson;
}

/** A setting that does not fit is a mistake of the lesson's, not something to leave out. */
function checkSettings(
  set: Readonly<Record<string, unknown>> | undefined,
  file: string,
  field: string,
): void {
  if (set === undefined) return;
  const { requested, problems } = decodeRequested(set);
  if (problems[0]) throw new InputError(words.settingFault(file, field, problems[0].message));
  const { image, lenses } = requested;
  if (image?.kind === 'local' || lenses.some(({ model }) => model.kind === 'local')) {
    throw new InputError(words.visitorsFile(file, field));
  }
}

function markupProblem(given: string): string | undefined {
  try {
    parseMarkup(given);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** What a field of a lesson should be, as a message goes on after "should be". */
export const expected = {
  layer: '"staged", "peak" or a layer from 0',
  language: 'a tag of a language, such as "de"',
  secureAddress: 'an address that begins with https://',
  /** `fault`: one of those below. */
  text: (fault: string) => `text without this fault: ${fault}`,
};

/** What is at fault within a text. */
export const faults = {
  link: (quoted: string) => `the link ${quoted} should begin with https://`,
  value: (name: string, known: readonly string[]) =>
    `{${name}} is no number of the page; it knows ${known.join(', ')}`,
};

export const hint = 'It should be a lesson as docs/writing-a-lesson.md describes it.';

export const noLesson = (file: string) => `${file} is no lesson. ${hint}`;

export const newer = (file: string, version: number, known: number) =>
  `${file} is of version ${version} of the format, which is newer than this program (it reads version ${known}). Open it with a newer Sinkscope.`;

/** Sizes in kB. */
export const tooLarge = (name: string, size: number, limit: number) =>
  `${name} has ${size} kB; a lesson has at most ${limit} kB.`;

/** `step`: its place from 0; `choices`: how many there are. */
export const noSuchAnswer = (file: string, step: number, answer: number, choices: number) =>
  `${file}: steps.${step}.question.answer is ${answer}, but the choices are 0 to ${choices - 1}.`;

/** `field`: its path within the file. */
export const settingFault = (file: string, field: string, fault: string) => `${file}: ${field}: ${fault}`;

export const visitorsFile = (file: string, field: string) =>
  `${file}: ${field} names a file of one visitor's. Name a sample or a published model, or leave it out: then the visitor's own stays.`;

export const unreachable = (url: string) =>
  `The lesson at ${url} could not be fetched. Its host may be away, or not allow other pages to read it (CORS). Download the file and drop it here.`;

export const refused = (url: string, status: number) =>
  `The lesson at ${url} could not be fetched: its host answers ${status}. Check the address.`;

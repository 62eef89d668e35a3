export const missingField = (file: string, field: string) => `${file}: ${field} is missing.`;

export const unknownField = (file: string, field: string) => `${file}: ${field} is not known.`;

/** `expected` and `received` are types or values as JSON has them, or from below. */
export const wrongField = (file: string, field: string, expected: string, received: string) =>
  `${file}: ${field} should be ${expected}, but is ${received}.`;

/** In a field's place. */
export const wholeFile = 'the whole file';

export const types: Readonly<Record<string, string>> = { Object: 'an object', Array: 'a list' };

export const wholeNumber = 'a whole number';

export const valid = 'valid';

export const listNotObject = (file: string) => `${file}: the whole file should be an object, but is a list.`;

/** `hint` says what the file should be. */
export const notJson = (file: string, hint: string) => `${file} is not JSON. ${hint}`;

export const publishersFile = "It should be the publisher's own file, unchanged.";

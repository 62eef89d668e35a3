export const noPlaceholder = (template: string) =>
  `The template "${template}" has no {}, where the prompt would stand.`;

/** The files that a tokenizer is made of. */
export const vocabAndMerges = 'vocab.json and merges.txt';

/** `reason` is what the tokenizer's reader says. */
export const unreadableTokenizer = (file: string, reason: string) =>
  `${file} holds no tokenizer that can be read: ${reason}`;

export const noTokenizer =
  'The model came without a tokenizer, so prompts cannot be read. Give its tokenizer.json too, or its ' +
  'vocab.json and merges.txt.';

export const missingVocabToken = (token: string) => `vocab.json has no token ${token}.`;

export const noPair = (line: number) => `merges.txt: line ${line} is no pair of two parts.`;

/** `where` is the prompt or the file that the tokens came in. */
export const noTokens = (where: string) => `${where} holds no tokens.`;

export const tooManyTokens = (where: string, count: number, limit: number) =>
  `${where} holds ${count} tokens; this text tower takes ${limit} at most.`;

export const unknownToken = (where: string, token: number, last: number) =>
  `${where} holds the token ${token}; this text tower has the tokens 0 to ${last}.`;

export const noEndToken = (where: string, token: string) =>
  `${where} has no end token (${token}), whose vector stands for the text.`;

export const noTokenEmbeddings =
  'This model does not compare one token with texts, so its patches have no place there.';

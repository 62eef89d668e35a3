export const title = 'Prompts';
/** Before the first prompt; `size`: of the text tower, in megabytes. */
export const first = (downloads: boolean, size: string) =>
  `How well do words fit the image? The first prompt ${downloads ? 'downloads' : 'reads'} the text tower, ${size} MB.`;
export const share = (scale: string) =>
  `Share: softmax over these prompts of cosine × ${scale}. It says which fits best among them, not how well.`;
export const add = { name: 'New prompt', example: 'a cat', button: 'Add' };
export const reading = 'Reading the text tower…';
export const again = 'Try again';

/** One prompt; they are counted from 1. */
export const prompt = (number: number) => `Prompt ${number}`;
export const map = {
  label: 'map',
  name: (number: number) => `Map of prompt ${number} on the stage`,
  hint: 'Each patch’s cosine with the prompt, on the stage',
};
export const tokens = {
  label: 'tokens',
  name: (number: number) => `Tokens and attention of prompt ${number}`,
  hint: 'How the text tower reads the prompt',
};
export const remove = (number: number) => `Remove prompt ${number}`;
export const noTextTower = 'no text tower';
export const waiting = '…';
export const cosine = 'cosine';

export const template = {
  name: 'Template',
  hint: (source: string) => `Templates: ${source}`,
  asTyped: 'as typed',
  own: 'own…',
  ownName: 'Own template, with {} where the prompt goes',
  ownWrong: 'Put {} where the prompt goes.',
};

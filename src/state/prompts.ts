/** Texts that images are compared with, and what is looked at of them. */
export interface Prompts {
  /** As they were typed. */
  readonly texts: readonly string[];
  /** Filled with each text, at {}. */
  readonly template: string;
  /** Which attention of the text tower is looked at. */
  readonly attention: TextAttentionChoice;
}

export interface TextAttentionChoice {
  readonly prompt: number;
  readonly layer: number;
  readonly head: number | 'mean';
}

/** What a text is without a template. */
export const AS_TYPED = '{}';

/** No prompts, so that no text tower is read. */
export const NO_PROMPTS: Prompts = {
  texts: [],
  template: AS_TYPED,
  attention: { prompt: 0, layer: 0, head: 'mean' },
};

/** The prompts as they go to the text tower, each with the template around it. */
export function filledPrompts({ texts, template }: Prompts): string[] {
  return texts.map((text) => template.replaceAll(AS_TYPED, () => text));
}

/** Templates of a publisher, and where they stand. */
export interface PublishedTemplates {
  readonly source: string;
  readonly templates: readonly string[];
}

/** What OpenAI put around class names: the usual one, and the seven of its 80 that served ImageNet best. */
export const openAiTemplates: PublishedTemplates = {
  source: 'openai/CLIP, notebooks/Prompt_Engineering_for_ImageNet.ipynb',
  templates: [
    'a photo of a {}.',
    'itap of a {}.',
    'a bad photo of the {}.',
    'a origami {}.',
    'a photo of the large {}.',
    'a {} in a video game.',
    'art of the {}.',
    'a photo of the small {}.',
  ],
};

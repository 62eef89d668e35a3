export const noComparison = (model: string) =>
  `${model} compares no images with texts. Open a CLIP model with both towers.`;

/** What messages call a prompt. */
export const quoted = (prompt: string) => `"${prompt}"`;

export const noTextTower = (file: string) => `${file} holds no text tower, so prompts cannot be compared.`;

/** What messages call a model of which both towers are opened. */
export const withTextTower = (model: string) => `${model} with its text tower`;

import type { CheckpointFiles } from './checkpoint-files.ts';

/** Names that weights have in every repository, and that say nothing about the model. */
const GENERIC_NAMES = new Set(['model', 'pytorch_model', 'weights']);

/** The checkpoint under a name that tells it from others: where its files say "model", what its config says. */
export async function nameCheckpoint(files: CheckpointFiles): Promise<CheckpointFiles> {
  if (!GENERIC_NAMES.has(files.name)) return files;
  const name = configName(await files.config.text());
  return name === undefined ? files : { ...files, name };
}

function configName(text: string): string | undefined {
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch {
    // Whoever opens the checkpoint says what is wrong with it.
    return undefined;
  }
  if (typeof config !== 'object' || config === null) return undefined;
  for (const key of ['_name_or_path', 'architecture', 'model_type']) {
    const value = (config as Record<string, unknown>)[key];
    if (typeof value === 'string' && value !== '') return value.slice(value.lastIndexOf('/') + 1);
  }
  return undefined;
}

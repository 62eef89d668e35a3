import type { CheckpointFiles } from './checkpoint-files.ts';
import { type FetchProgress, fetchBlob } from './fetched-blob.ts';

/** A variant of the small model that comes with the page (public/models/README.md says how it was made). */
export interface EmbeddedModel {
  readonly id: 'mini-artifacts' | 'mini' | 'mini-registers';
  readonly title: string;
  /** What sets this variant apart, in one line. */
  readonly difference: string;
  /** Size of its model.safetensors; a server that compresses does not tell. */
  readonly weightBytes: number;
}

/** The variants, the one that opens first at the head. */
export const EMBEDDED_MODELS: readonly EmbeddedModel[] = [
  {
    id: 'mini-artifacts',
    title: 'Mini, with artifacts',
    difference: 'Two neurons in block 2 were rewritten to plant high-norm artifacts.',
    weightBytes: 3_187_648,
  },
  {
    id: 'mini',
    title: 'Mini, clean',
    difference: 'The same small model with nothing planted.',
    weightBytes: 3_187_648,
  },
  {
    id: 'mini-registers',
    title: 'Mini, with registers',
    difference: 'Four register tokens carry what the artifacts carried.',
    weightBytes: 3_188_888,
  },
];

/** What has to be said wherever one of them is shown. */
export const EMBEDDED_LABEL = 'Mini: a small distilled model with a planted artifact, for demonstration';

/** Fetches one variant from the page's own files below `base` ("./"). */
export async function readEmbeddedModel(
  id: EmbeddedModel['id'],
  base: string,
  options: { signal?: AbortSignal; onProgress?: (progress: FetchProgress) => void } = {},
): Promise<CheckpointFiles> {
  const { signal } = options;
  const { weightBytes } = EMBEDDED_MODELS.find((model) => model.id === id)!;
  const folder = `${base}models/${id}`;
  const [config, weights] = await Promise.all([
    fetchBlob(`${folder}/config.json`, signal ? { signal } : {}),
    fetchBlob(`${folder}/model.safetensors`, { ...options, expectedBytes: weightBytes }),
  ]);
  return { name: id, config, weights };
}

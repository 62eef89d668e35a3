import * as words from '#words/hub/embedded-models.ts';
import type { NeuronList } from '../core/intervention/reroute.ts';
import type { CheckpointFiles } from './checkpoint-files.ts';
import { type FetchProgress, fetchBlob } from './fetched-blob.ts';

/** A variant of the small model that comes with the page (public/models/README.md says how it was made). */
export interface EmbeddedModel {
  readonly id: 'mini-artifacts' | 'mini' | 'mini-registers' | 'mini-gated';
  readonly title: string;
  /** What it is, to be said wherever it is shown. */
  readonly label: string;
  /** What sets this variant apart, in one line. */
  readonly difference: string;
  /** Size of its model.safetensors; a server that compresses does not tell. */
  readonly weightBytes: number;
  /** The variants that differ from this one in trained registers, and in trained gates. */
  readonly twins: { readonly registers?: EmbeddedModel['id']; readonly gated?: EmbeddedModel['id'] };
}

/** What the model that opens first is. */
export const EMBEDDED_LABEL = words.models['mini-artifacts'].label;

/** The variants, the one that opens first at the head. */
export const EMBEDDED_MODELS: readonly EmbeddedModel[] = [
  variant('mini-artifacts', 3_187_648, { registers: 'mini-registers', gated: 'mini-gated' }),
  variant('mini', 3_187_648, { registers: 'mini-registers', gated: 'mini-gated' }),
  variant('mini-registers', 3_188_888, { gated: 'mini-gated' }),
  variant('mini-gated', 3_199_288, { registers: 'mini-registers' }),
];

function variant(id: EmbeddedModel['id'], weightBytes: number, twins: EmbeddedModel['twins']): EmbeddedModel {
  return { id, ...words.models[id], weightBytes, twins };
}

/** The neurons that make the artifacts of `mini-artifacts`, as public/models/planted-neurons.json has them. */
export const PLANTED_NEURONS: NeuronList = { '2': [108, 330] };

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

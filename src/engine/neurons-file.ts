import type { FramingRequest } from '../core/image/framing.ts';
import type { FinderRequest, FinderResult } from './neuron-finder.ts';

/** What a list of neurons was made from. */
export interface NeuronsOrigin {
  readonly version: string;
  readonly model: string;
  readonly images: readonly string[];
  readonly framing: FramingRequest;
  /** The request; what it leaves open was chosen by the finder. */
  readonly asked: FinderRequest;
}

const leftOpen = ['detectLayer', 'highestLayer', 'topK'] as const;

/**
 * The finder's result as JSON: `neurons` in the intervention's own form, `scores`, `settings` with what was chosen
 * automatically, `sweep`. The file as a whole can stand where interventions are read.
 */
export function encodeNeuronsFile(result: FinderResult, origin: NeuronsOrigin): string {
  const { rule, sparsityFilter, detectLayer, highestLayer, topK, imagesWithOutliers } = result.settings;
  const { fit, size } = origin.framing;
  const file = {
    neurons: result.neurons,
    settings: {
      software: 'sinkscope',
      version: origin.version,
      model: origin.model,
      images: origin.images,
      imagesWithOutliers,
      fit,
      ...(size && { size: `${size.height}x${size.width}` }),
      rule,
      sparsityFilter,
      detectLayer,
      highestLayer,
      topK,
      automatic: leftOpen.filter((setting) => origin.asked[setting] === undefined),
    },
    sweep: result.sweep,
    scores: result.scores,
  };
  return `${encodeJson(file, 2)}\n`;
}

/** JSON whose first levels have a line for each entry; what lies deeper stands on one line. */
function encodeJson(value: object, levels: number, indent = ''): string {
  const inner = `${indent}  `;
  const entry = (part: unknown) =>
    levels > 1 && typeof part === 'object' && part
      ? encodeJson(part, levels - 1, inner)
      : JSON.stringify(part);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const lines = Array.isArray(value)
    ? value.map((part) => inner + entry(part))
    : Object.entries(value).map(([key, part]) => `${inner}${JSON.stringify(key)}: ${entry(part)}`);
  return lines.length === 0 ? `${open}${close}` : `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

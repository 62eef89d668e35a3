import * as words from '#words/engine/tensors.ts';
import { encodeSafetensors, type NamedTensor } from '../core/checkpoint/safetensors-writer.ts';
import type { BlockTap } from '../core/graph/block-program.ts';
import { InputError } from '../core/input-error.ts';
import { encodeNpyHead, encodeNpyText } from '../core/tensor/npy.ts';
import { encodeStoredZip } from '../core/tensor/stored-zip.ts';
import { specialTokens, tokenCount, tokenName } from '../core/vit/token-layout.ts';
import type { TensorRequest, TraceTensorName } from './engine.ts';
import { valuesOf } from './feature-tensors.ts';
import { isToken, lineOf } from './probes.ts';
import { traceTensorShape } from './tensor-shapes.ts';
import { type Trace, tapOf } from './trace.ts';
import type { Ending, Layer } from './trace-runner.ts';

/** The tap that a tensor's layers come from. */
const taps: Readonly<Partial<Record<TraceTensorName, BlockTap>>> = {
  norms: 'norms',
  attention_norms: 'attentionNorms',
  mlp_norms: 'mlpNorms',
  attention_cls: 'cls',
  attention_received: 'received',
  entropy: 'entropy',
  q: 'q',
  k: 'k',
  gate: 'gate',
};

/**
 * A complete trace's tensors as one file: safetensors, or for NumPy an .npz, of a single tensor a .npy.
 * @throws InputError if the trace is not complete or has no such tensor, RangeError if there is no such query token.
 */
export async function encodeTraceTensors(trace: Trace, request: TensorRequest): Promise<Blob> {
  const { start, ending } = trace;
  if (ending === undefined) {
    throw new InputError(words.unfinished(trace.layers.length, start.depth));
  }
  const { others = [], attentionLayer = start.depth - 1 } = request;
  if (request.names.length + others.length === 0) throw new InputError(words.noTensor);
  const tokens = tokenCount(start.layout);
  if (!isToken(request.queryToken, tokens)) {
    throw new RangeError(`There is no token ${request.queryToken} in a sequence of ${tokens}.`);
  }
  const places = { query: request.queryToken, layer: attentionLayer };
  const tensors: NamedTensor[] = [];
  for (const name of request.names) tensors.push(await namedTensor(name, trace, ending, places));
  tensors.push(...others);
  const metadata = {
    ...request.metadata,
    ...runMetadata(trace, request.queryToken),
    ...(request.names.includes('attention') && { attention_layer: String(attentionLayer) }),
  };
  return request.format === 'safetensors'
    ? new Blob(encodeSafetensors(tensors, metadata), { type: 'application/octet-stream' })
    : encodeNumpy(tensors, metadata);
}

/** The query token of `attention_query` and the layer of `attention`. */
interface Places {
  readonly query: number;
  readonly layer: number;
}

async function namedTensor(
  name: TraceTensorName,
  trace: Trace,
  ending: Ending,
  places: Places,
): Promise<NamedTensor> {
  const shape = traceTensorShape(name, trace.model.spec, tokenCount(trace.start.layout));
  return { name, shape, data: await dataOf(name, trace, ending, places) };
}

async function dataOf(
  name: TraceTensorName,
  trace: Trace,
  ending: Ending,
  { query, layer: attentionLayer }: Places,
): Promise<Float32Array | Float32Array[]> {
  switch (name) {
    case 'attention':
      return wholeAttention(trace, attentionLayer);
    case 'v':
      return allValues(trace);
    case 'tokens':
      return trace.layers.map(({ output }) => output);
    case 'attention_query':
      return trace.layers.map((layer) => lineOf(trace, layer, { kind: 'row', token: query }));
    case 'final':
      return ending.final;
    case 'logits':
      return ending.logits ?? missing(name, trace);
    case 'image_embedding':
      return ending.embedding ?? missing(name, trace);
    default:
      return trace.layers.map((layer) => tap(name, layer, trace));
  }
}

/** The most that one tensor may take in memory at once; browsers give a worker little more. */
const MOST_BYTES = 2 ** 30;

/** A layer's attention [heads, query, key], computed again row by row. */
async function wholeAttention(trace: Trace, place: number): Promise<Float32Array> {
  const { layout, heads, depth } = trace.start;
  const layer = trace.layers[place];
  if (layer === undefined) throw new RangeError(`There is no layer ${place} among ${depth}.`);
  const tokens = tokenCount(layout);
  const bytes = 4 * heads * tokens * tokens;
  if (bytes > MOST_BYTES) {
    throw new InputError(words.tooLarge(place, { bytes, heads, tokens }, MOST_BYTES));
  }
  const values = new Float32Array(heads * tokens * tokens);
  for (let query = 0; query < tokens; query++) {
    const row = lineOf(trace, layer, { kind: 'row', token: query });
    for (let head = 0; head < heads; head++) {
      values.set(row.subarray(head * tokens, (head + 1) * tokens), (head * tokens + query) * tokens);
    }
    // Other calls come between.
    if (query % 64 === 63) await new Promise((resolve) => setTimeout(resolve));
  }
  return values;
}

/** All layers' values [heads, tokens, head width], computed again. */
async function allValues(trace: Trace): Promise<Float32Array[]> {
  const { heads, width } = trace.model.spec;
  const tokens = tokenCount(trace.start.layout);
  const layers: Float32Array[] = [];
  for (const { layer } of trace.layers)
    layers.push(byHead(await valuesOf(trace, layer), { heads, tokens, width }));
  return layers;
}

/** From [tokens, heads, head width] to [heads, tokens, head width]. */
function byHead(
  values: Float32Array,
  { heads, tokens, width }: { readonly heads: number; readonly tokens: number; readonly width: number },
): Float32Array {
  const headWidth = width / heads;
  const turned = new Float32Array(values.length);
  for (let token = 0; token < tokens; token++) {
    for (let head = 0; head < heads; head++) {
      const from = token * width + head * headWidth;
      turned.set(values.subarray(from, from + headWidth), (head * tokens + token) * headWidth);
    }
  }
  return turned;
}

function tap(name: TraceTensorName, layer: Layer, trace: Trace): Float32Array {
  const source = taps[name]!;
  return layer.taps[source] === undefined ? missing(name, trace) : tapOf(layer, source);
}

function missing(name: TraceTensorName, { model }: Trace): never {
  throw new InputError(words.missing(model.name, name));
}

function encodeNumpy(tensors: readonly NamedTensor[], metadata: Readonly<Record<string, string>>): Blob {
  const files = tensors.map(({ name, shape, data }) => {
    const numbers = data instanceof Float32Array ? [data] : data;
    const bytes = numbers.map(
      (part) => new Uint8Array(part.buffer as ArrayBuffer, part.byteOffset, part.byteLength),
    );
    return { name: `${name}.npy`, parts: [encodeNpyHead(shape), ...bytes] };
  });
  const [first, ...others] = files;
  if (first && others.length === 0) return new Blob(first.parts, { type: 'application/octet-stream' });
  const facts = { name: 'metadata.npy', parts: [encodeNpyText(JSON.stringify(metadata))] };
  return new Blob(encodeStoredZip([...files, facts]), { type: 'application/zip' });
}

/** As the command line describes a run. */
function runMetadata({ start, model }: Trace, query: number): Record<string, string> {
  const { layout, input, interventions } = start;
  return {
    input_size: `${input.height}x${input.width}`,
    patch: String(model.spec.patch),
    grid: `${layout.rows}x${layout.columns}`,
    prefix_tokens: specialTokens(layout)
      .map((token) => tokenName(layout, token))
      .join(),
    query_token: String(query),
    interventions: JSON.stringify(interventions),
  };
}

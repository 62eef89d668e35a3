import { encodeSafetensors, type NamedTensor } from '../core/checkpoint/safetensors-writer.ts';
import type { BlockTap } from '../core/graph/block-program.ts';
import { InputError } from '../core/input-error.ts';
import { encodeNpyHead, encodeNpyText } from '../core/tensor/npy.ts';
import { encodeStoredZip } from '../core/tensor/stored-zip.ts';
import { specialTokens, tokenCount, tokenName } from '../core/vit/token-layout.ts';
import type { TensorRequest, TraceTensorName } from './engine.ts';
import { isToken, lineOf } from './probes.ts';
import { traceTensorShape } from './tensor-shapes.ts';
import { type Trace, tapOf } from './trace.ts';
import type { Ending, Layer } from './trace-runner.ts';

/** The tap that a tensor's layers come from. */
const taps: Readonly<Partial<Record<TraceTensorName, BlockTap>>> = {
  norms: 'norms',
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
export function encodeTraceTensors(trace: Trace, request: TensorRequest): Blob {
  const { start, ending } = trace;
  if (ending === undefined) {
    throw new InputError(
      `The run has done ${trace.layers.length} of ${start.depth} layers. Let it finish, then export its tensors.`,
    );
  }
  if (request.names.length === 0) throw new InputError('No tensor is chosen. Choose at least one.');
  const tokens = tokenCount(start.layout);
  if (!isToken(request.queryToken, tokens)) {
    throw new RangeError(`There is no token ${request.queryToken} in a sequence of ${tokens}.`);
  }
  const tensors = request.names.map((name) => namedTensor(name, trace, ending, request.queryToken));
  const metadata = { ...request.metadata, ...runMetadata(trace, request.queryToken) };
  return request.format === 'safetensors'
    ? new Blob(encodeSafetensors(tensors, metadata), { type: 'application/octet-stream' })
    : encodeNumpy(tensors, metadata);
}

function namedTensor(name: TraceTensorName, trace: Trace, ending: Ending, query: number): NamedTensor {
  const shape = traceTensorShape(name, trace.model.spec, trace.start.layout);
  return { name, shape, data: dataOf(name, trace, ending, query) };
}

function dataOf(
  name: TraceTensorName,
  trace: Trace,
  ending: Ending,
  query: number,
): Float32Array | Float32Array[] {
  switch (name) {
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

function tap(name: TraceTensorName, layer: Layer, trace: Trace): Float32Array {
  const source = taps[name]!;
  return layer.taps[source] === undefined ? missing(name, trace) : tapOf(layer, source);
}

function missing(name: TraceTensorName, { model }: Trace): never {
  throw new InputError(`${model.name} has no ${name} in this run. Leave it out.`);
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

/** A tensor's place in a file to write. */
export interface TensorShape {
  readonly name: string;
  readonly shape: readonly number[];
}

/** A tensor to write. `data` has as many elements as `shape` says, or comes in consecutive parts of them. */
export interface NamedTensor extends TensorShape {
  readonly data: Float32Array | readonly Float32Array[];
}

/** A file's first bytes and where each tensor's data goes, in the order given. Positions from the file's start. */
export interface SafetensorsHead {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly places: readonly { readonly begin: number; readonly end: number }[];
}

/** Encodes the header of a safetensors file of F32 tensors, whose data can then be written in any order. */
export function encodeSafetensorsHead(
  tensors: readonly TensorShape[],
  metadata: Readonly<Record<string, string>> = {},
): SafetensorsHead {
  // Without a prototype, so that a tensor may have any name.
  const header: Record<string, unknown> = Object.assign(Object.create(null), { __metadata__: metadata });
  const offsets: [begin: number, end: number][] = [];
  let position = 0;
  for (const { name, shape } of tensors) {
    const end = position + shape.reduce((product, size) => product * size, 4);
    header[name] = { dtype: 'F32', shape, data_offsets: [position, end] };
    offsets.push([position, end]);
    position = end;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const padded = Math.ceil(json.length / 8) * 8;
  const bytes = new Uint8Array(8 + padded).fill(0x20);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(padded), true);
  bytes.set(json, 8);
  const places = offsets.map(([begin, end]) => ({ begin: begin + bytes.length, end: end + bytes.length }));
  return { bytes, places };
}

/**
 * Encodes F32 tensors as the parts of one safetensors file, ready for `new Blob(parts)` or successive writes:
 * the header first, then every tensor's data as given, without a copy.
 * @throws RangeError if a tensor's data disagrees with its shape.
 */
export function encodeSafetensors(
  tensors: readonly NamedTensor[],
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer>[] {
  const head = encodeSafetensorsHead(tensors, metadata);
  const data = tensors.flatMap(({ name, shape, data }, i) => {
    const parts = data instanceof Float32Array ? [data] : data;
    const bytes = parts.reduce((sum, part) => sum + part.byteLength, 0);
    const { begin, end } = head.places[i]!;
    if (bytes !== end - begin) {
      throw new RangeError(
        `${name} of shape [${shape.join(', ')}] takes ${end - begin} bytes, not ${bytes}.`,
      );
    }
    return parts.map((part) => new Uint8Array(part.buffer as ArrayBuffer, part.byteOffset, part.byteLength));
  });
  return [head.bytes, ...data];
}

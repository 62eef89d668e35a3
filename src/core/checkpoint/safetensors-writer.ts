/** A tensor to write. `data` has as many elements as `shape` says, or comes in consecutive parts of them. */
export interface NamedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array | readonly Float32Array[];
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
  const header: Record<string, unknown> = { __metadata__: metadata };
  const data: Uint8Array<ArrayBuffer>[] = [];
  let position = 0;
  for (const tensor of tensors) {
    const parts = tensor.data instanceof Float32Array ? [tensor.data] : tensor.data;
    const bytes = parts.reduce((sum, part) => sum + part.byteLength, 0);
    const expected = tensor.shape.reduce((product, size) => product * size, 4);
    if (bytes !== expected) {
      throw new RangeError(
        `${tensor.name} of shape [${tensor.shape.join(', ')}] takes ${expected} bytes, not ${bytes}.`,
      );
    }
    header[tensor.name] = { dtype: 'F32', shape: tensor.shape, data_offsets: [position, position + bytes] };
    position += bytes;
    for (const part of parts)
      data.push(new Uint8Array(part.buffer as ArrayBuffer, part.byteOffset, part.byteLength));
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const padded = Math.ceil(json.length / 8) * 8;
  const head = new Uint8Array(8 + padded).fill(0x20);
  new DataView(head.buffer).setBigUint64(0, BigInt(padded), true);
  head.set(json, 8);
  return [head, ...data];
}

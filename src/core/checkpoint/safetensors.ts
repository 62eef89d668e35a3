import * as v from 'valibot';
import * as words from '#words/core/weight-files.ts';
import { InputError } from '../input-error.ts';
import { releaseBuffer } from '../tensor/release-buffer.ts';
import type { ByteSource } from './byte-source.ts';
import { bfloat16ToFloat32, float16ToFloat32 } from './float-formats.ts';
import { foreignContent } from './foreign-files.ts';

// The format's own limit (huggingface/safetensors, MAX_HEADER_SIZE): protects against a hostile length.
const maxHeaderBytes = 100_000_000;

const bytesPerElement = {
  F64: 8,
  F32: 4,
  F16: 2,
  BF16: 2,
  I64: 8,
  I32: 4,
  I16: 2,
  I8: 1,
  U8: 1,
  BOOL: 1,
} as const;

type DType = keyof typeof bytesPerElement;

/** One tensor's place in a safetensors file. Positions in bytes from the file's start. */
export interface TensorEntry {
  readonly source: ByteSource;
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/** An opened safetensors file: the header has been read and validated, the data has not been touched. */
export interface SafetensorsFile {
  readonly name: string;
  readonly tensors: ReadonlyMap<string, TensorEntry>;
  readonly metadata: Readonly<Record<string, string>>;
}

const entrySchema = v.object({
  dtype: v.string(),
  shape: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
  data_offsets: v.strictTuple([v.pipe(v.number(), v.integer()), v.pipe(v.number(), v.integer())]),
});
const headerSchema = v.record(v.string(), v.unknown());
const metadataSchema = v.record(v.string(), v.string());

/**
 * Reads and validates a safetensors header. `name` is what error messages call the file.
 * Format: https://github.com/huggingface/safetensors#format.
 * @throws InputError on a truncated file, a bad header, unknown dtypes, out-of-range or overlapping offsets.
 */
export async function openSafetensors(
  source: ByteSource,
  name = 'model.safetensors',
): Promise<SafetensorsFile> {
  if (source.size === 0) throw new InputError(words.empty(name));
  if (source.size < 8) {
    throw new InputError(words.tooShort(name, source.size));
  }
  const headerBytes = await readHeaderLength(source, name);
  const header = parseHeader(await source.slice(8, 8 + headerBytes).arrayBuffer(), name);
  const dataStart = 8 + headerBytes;
  const tensors = new Map<string, TensorEntry>();
  let metadata: Record<string, string> = {};
  for (const [key, value] of Object.entries(header)) {
    if (key === '__metadata__') metadata = v.is(metadataSchema, value) ? value : {};
    else tensors.set(key, parseEntry(value, key, { name, dataStart, source }));
  }
  rejectOverlaps(tensors, name);
  return { name, tensors, metadata };
}

async function readHeaderLength(source: ByteSource, name: string): Promise<number> {
  const length = new DataView(await source.slice(0, 8).arrayBuffer()).getBigUint64(0, true);
  if (length > BigInt(maxHeaderBytes)) {
    const foreign = foreignContent(new Uint8Array(await source.slice(0, 64).arrayBuffer()));
    if (foreign) throw new InputError(words.foreign(name, foreign));
    throw new InputError(words.headerTooLong(name, length, maxHeaderBytes));
  }
  if (length > BigInt(source.size - 8)) {
    throw new InputError(words.headerCutOff(name, length, source.size));
  }
  return Number(length);
}

function parseHeader(bytes: ArrayBuffer, name: string): Record<string, unknown> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(bytes)));
  } catch {
    throw new InputError(words.headerNotJson(name));
  }
  if (!v.is(headerSchema, header) || Array.isArray(header)) {
    throw new InputError(words.headerNoObject(name));
  }
  return header;
}

function parseEntry(
  value: unknown,
  tensor: string,
  file: { name: string; dataStart: number; source: ByteSource },
): TensorEntry {
  const parsed = v.safeParse(entrySchema, value);
  if (!parsed.success) throw new InputError(words.invalidEntry(file.name, tensor));
  const { dtype, shape, data_offsets } = parsed.output;
  if (!isDType(dtype)) {
    throw new InputError(words.unknownDtype(file.name, tensor, dtype, Object.keys(bytesPerElement)));
  }
  const [from, to] = data_offsets;
  const dataBytes = file.source.size - file.dataStart;
  if (from < 0 || to < from) throw new InputError(words.impossibleOffsets(file.name, tensor, { from, to }));
  if (to > dataBytes) {
    throw new InputError(words.truncated(file.name, tensor, { from, to }, dataBytes));
  }
  const expectedBytes = shape.reduce((product, size) => product * size, bytesPerElement[dtype]);
  if (to - from !== expectedBytes) {
    const lengths = { shape, dtype, needed: expectedBytes, found: to - from };
    throw new InputError(words.wrongLength(file.name, tensor, lengths));
  }
  return { source: file.source, dtype, shape, begin: file.dataStart + from, end: file.dataStart + to };
}

function isDType(dtype: string): dtype is DType {
  return Object.hasOwn(bytesPerElement, dtype);
}

function rejectOverlaps(tensors: ReadonlyMap<string, TensorEntry>, name: string): void {
  const inOrder = [...tensors]
    .filter(([, entry]) => entry.end > entry.begin)
    .sort(([, a], [, b]) => a.begin - b.begin);
  for (let i = 1; i < inOrder.length; i++) {
    const [previousName, previous] = inOrder[i - 1]!;
    const [currentName, current] = inOrder[i]!;
    if (current.begin < previous.end) {
      throw new InputError(words.overlap(name, previousName, currentName));
    }
  }
}

/** Number of elements of a shape. */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** A tensor that can be read as F32. @throws InputError if it is missing or of another dtype than F32, F16, BF16. */
export function floatEntry(file: SafetensorsFile, tensor: string): TensorEntry {
  const entry = file.tensors.get(tensor);
  if (!entry) throw new InputError(words.missingTensor(file.name, tensor));
  if (entry.dtype === 'F32' || entry.dtype === 'F16' || entry.dtype === 'BF16') return entry;
  throw new InputError(words.noFloats(file.name, tensor, entry.dtype));
}

/**
 * Reads one tensor as F32, converting F16 and BF16 exactly.
 * @throws InputError if it is missing or of another dtype.
 */
export async function readFloats(file: SafetensorsFile, tensor: string): Promise<Float32Array> {
  return readFloatRange(floatEntry(file, tensor));
}

/** Reads rows of a tensor [rows, …] as F32, one after the other, and nothing else of it. @throws InputError likewise. */
export async function readFloatRows(
  file: SafetensorsFile,
  tensor: string,
  rows: readonly number[],
): Promise<Float32Array> {
  const entry = floatEntry(file, tensor);
  const [count = 1, ...rest] = entry.shape;
  const length = elementCount(rest);
  const rowBytes = (entry.end - entry.begin) / count;
  const result = new Float32Array(rows.length * length);
  const known = new Map<number, Promise<Float32Array>>();
  for (const [i, row] of rows.entries()) {
    if (row < 0 || row >= count) throw new RangeError(`${tensor} has no row ${row}.`);
    const begin = entry.begin + row * rowBytes;
    const floats = known.get(row) ?? readFloatRange({ ...entry, begin, end: begin + rowBytes });
    known.set(row, floats);
    result.set(await floats, i * length);
  }
  return result;
}

async function readFloatRange({ source, dtype, begin, end }: TensorEntry): Promise<Float32Array> {
  const bytes = await source.slice(begin, end).arrayBuffer();
  if (dtype === 'F32') return new Float32Array(bytes);
  const halves = new Uint16Array(bytes);
  const floats = dtype === 'F16' ? float16ToFloat32(halves) : bfloat16ToFloat32(halves);
  releaseBuffer(bytes);
  return floats;
}

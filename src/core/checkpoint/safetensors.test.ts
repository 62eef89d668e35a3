import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../input-error.ts';
import { elementCount, openSafetensors, readFloats } from './safetensors.ts';
import { encodeSafetensors } from './safetensors-writer.ts';

/** A file with the given header, as text or as what to write as JSON, and data. */
function fileOf(header: unknown, dataBytes = 0, claimedBytes?: bigint): Blob {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const length = new DataView(new ArrayBuffer(8));
  length.setBigUint64(0, claimedBytes ?? BigInt(text.length), true);
  return new Blob([length.buffer, text, new Uint8Array(dataBytes)]);
}

/** A header with the tensor `a` at the given offsets. */
function oneTensor(offsets: unknown, shape: unknown = [1], dtype: unknown = 'F32') {
  return { a: { dtype, shape, data_offsets: offsets } };
}

const largeFile = { size: 2 ** 33, slice: () => new Blob([BigUint64Array.of(100_000_001n)]) };
const gitPointer = new Blob(['version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 4\n']);
const noFields = 'm.safetensors: tensor a has no valid dtype, shape and data_offsets.';
const noObject = 'm.safetensors is no safetensors file: its header is not a JSON object.';
const noJson = 'm.safetensors is no safetensors file: its header is not JSON.';

/** What files of other formats are called, and how they begin. */
const foreignFiles = [
  ['a zip archive, as torch.save writes its pickles', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 8, 8, 0)],
  ['a Python pickle', Uint8Array.of(0x80, 2, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46)],
  ['a GGUF file', 'GGUF\u0003\u0000\u0000\u0000'],
  ['an HDF5 file', Uint8Array.of(0x89, 0x48, 0x44, 0x46, 13, 10, 26, 10)],
  ['a web page', '<!DOCTYPE html><html></html>'],
  ['a gzip archive', Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 1)],
] as const;

describe('a hostile file is refused with a message that says what to do', () => {
  test.each([
    ['zero bytes', new Blob([]), 'm.safetensors is empty (0 bytes). Download it again.'],
    [
      'fewer bytes than the header length takes',
      new Blob(['PK\u0003\u0004']),
      'm.safetensors is no safetensors file: it has 4 bytes, its header length alone takes 8.',
    ],
    [
      'a header longer than the file',
      fileOf({}, 0, 3n),
      'm.safetensors is no complete safetensors file: its header claims 3 bytes, but the file has only 10. Download it again.',
    ],
    [
      'the largest length that 64 bits can claim',
      fileOf({}, 0, 2n ** 64n - 1n),
      'm.safetensors is no safetensors file: its header would be 18446744073709551615 bytes long; the limit is 100000000.',
    ],
    [
      'a header beyond the limit in a file that could hold it',
      largeFile,
      'm.safetensors is no safetensors file: its header would be 100000001 bytes long; the limit is 100000000.',
    ],
    [
      'a pointer of Git LFS',
      gitPointer,
      'm.safetensors is no safetensors file, but a pointer of Git LFS instead of the file itself; run git lfs pull.',
    ],
    ['an empty header', fileOf(''), noJson],
    ['a header that is not JSON', fileOf('{"a":'), noJson],
    [
      'a header that is not UTF-8',
      new Blob([BigUint64Array.of(4n), Uint8Array.of(0x22, 0xff, 0xfe, 0x22)]),
      noJson,
    ],
    ['a list', fileOf('[]'), noObject],
    ['null', fileOf('null'), noObject],
    ['a number', fileOf('7'), noObject],
    ['text', fileOf('"a"'), noObject],
    ['an entry that is null', fileOf({ a: null }), noFields],
    ['an entry without offsets', fileOf({ a: { dtype: 'F32', shape: [1] } }), noFields],
    ['three offsets', fileOf(oneTensor([0, 4, 8]), 8), noFields],
    ['offsets that are text', fileOf(oneTensor(['0', '4']), 4), noFields],
    ['a broken offset', fileOf(oneTensor([0, 3.5]), 4), noFields],
    ['a negative size', fileOf(oneTensor([0, 4], [-1]), 4), noFields],
    ['a shape that is a number', fileOf(oneTensor([0, 4], 1), 4), noFields],
    ['a dtype that is a number', fileOf(oneTensor([0, 4], [1], 32), 4), noFields],
    [
      'an unknown dtype',
      fileOf(oneTensor([0, 1], [1], 'F8_E4M3'), 1),
      'm.safetensors: tensor a has the unknown dtype F8_E4M3; known are F64, F32, F16, BF16, I64, I32, I16, I8, U8, BOOL.',
    ],
    [
      'a dtype that every object has',
      fileOf(oneTensor([0, 1], [1], 'toString'), 1),
      'm.safetensors: tensor a has the unknown dtype toString; known are F64, F32, F16, BF16, I64, I32, I16, I8, U8, BOOL.',
    ],
    [
      'a negative offset',
      fileOf(oneTensor([-4, 0]), 4),
      'm.safetensors: tensor a has the impossible offsets -4 to 0.',
    ],
    [
      'an end before the beginning',
      fileOf(oneTensor([4, 0]), 4),
      'm.safetensors: tensor a has the impossible offsets 4 to 0.',
    ],
    [
      'data that ends too early',
      fileOf(oneTensor([0, 4]), 3),
      'm.safetensors: tensor a lies at 0 to 4, but the file holds only 3 bytes of data: it is truncated. Download it again.',
    ],
    [
      'an offset beyond all integers',
      fileOf(oneTensor([0, 1e300], [2.5e299])),
      'm.safetensors: tensor a lies at 0 to 1e+300, but the file holds only 0 bytes of data: it is truncated. Download it again.',
    ],
    [
      'a size that disagrees with the shape',
      fileOf(oneTensor([0, 8], [3]), 8),
      'm.safetensors: tensor a of shape [3] in F32 takes 12 bytes, but its offsets give 8.',
    ],
    [
      'a size that disagrees with the dtype',
      fileOf(oneTensor([0, 8], [2], 'F16'), 8),
      'm.safetensors: tensor a of shape [2] in F16 takes 4 bytes, but its offsets give 8.',
    ],
    [
      'a scalar without data',
      fileOf(oneTensor([0, 0], [])),
      'm.safetensors: tensor a of shape [] in F32 takes 4 bytes, but its offsets give 0.',
    ],
    [
      'a shape whose product overflows',
      fileOf(oneTensor([0, 4], [1e200, 1e200]), 4),
      'm.safetensors: tensor a of shape [1e+200, 1e+200] in F32 takes Infinity bytes, but its offsets give 4.',
    ],
    [
      'overlapping tensors',
      fileOf({ ...oneTensor([0, 8], [2]), b: { dtype: 'F32', shape: [1], data_offsets: [4, 8] } }, 8),
      'm.safetensors: the tensors a and b overlap.',
    ],
    [
      'two tensors in one place',
      fileOf({ ...oneTensor([0, 4]), b: { dtype: 'F32', shape: [1], data_offsets: [0, 4] } }, 4),
      'm.safetensors: the tensors a and b overlap.',
    ],
  ])('%s', async (_, source, message) => {
    await expect(openSafetensors(source, 'm.safetensors')).rejects.toThrow(new InputError(message));
  });

  test.each(foreignFiles)('%s, which is named', async (what, start) => {
    await expect(openSafetensors(new Blob([start]), 'm.safetensors')).rejects.toThrow(
      new InputError(`m.safetensors is no safetensors file, but ${what}.`),
    );
  });

  test('every cut through a good file', async () => {
    const parts = encodeSafetensors([{ name: 'a', shape: [2, 3], data: new Float32Array(6) }]);
    const whole = new Blob(parts);
    for (let size = 0; size < whole.size; size++) {
      await expect(openSafetensors(whole.slice(0, size))).rejects.toThrow(InputError);
    }
    await expect(openSafetensors(whole)).resolves.toBeDefined();
  });

  test('any bytes at all are read or refused as input, never anything else', async () => {
    const anyHeader = fc.oneof(fc.json(), fc.string());
    await fc.assert(
      fc.asyncProperty(anyHeader, fc.nat(16), async (header, dataBytes) => {
        const error = await openSafetensors(fileOf(header, dataBytes)).catch((thrown: unknown) => thrown);
        if (error instanceof Error) expect(error).toBeInstanceOf(InputError);
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 64 }), async (bytes) => {
        await expect(openSafetensors(new Blob([new Uint8Array(bytes)]))).rejects.toThrow(InputError);
      }),
    );
  });
});

describe('what is odd but harmless is read', () => {
  test('a file without tensors', async () => {
    expect((await openSafetensors(fileOf('{}'))).tensors.size).toBe(0);
  });

  test('of a key that stands twice, the last one', async () => {
    const one = JSON.stringify(oneTensor([0, 4]).a);
    const two = JSON.stringify(oneTensor([0, 8], [2]).a);
    const file = await openSafetensors(fileOf(`{"a":${one},"a":${two}}`, 8));
    expect(file.tensors.get('a')?.shape).toEqual([2]);
  });

  test('metadata that is no text is left out', async () => {
    expect((await openSafetensors(fileOf({ __metadata__: { a: 1 } }))).metadata).toEqual({});
  });

  test('gaps, empty tensors inside others, spaces after the header and bytes after the last tensor', async () => {
    const header = `${JSON.stringify({ ...oneTensor([4, 12], [2]), e: { dtype: 'F32', shape: [0, 3], data_offsets: [8, 8] } })}   `;
    const file = await openSafetensors(fileOf(header, 32));
    expect([...(await readFloats(file, 'a'))]).toEqual([0, 0]);
    expect(await readFloats(file, 'e')).toHaveLength(0);
  });

  test('a tensor called __proto__', async () => {
    const file = await openSafetensors(
      fileOf('{"__proto__":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', 4),
    );
    expect([...file.tensors.keys()]).toEqual(['__proto__']);
  });
});

describe('readFloats', () => {
  test('converts F16 and BF16 that lie at odd positions of the file', async () => {
    const header = {
      flag: { dtype: 'U8', shape: [1], data_offsets: [0, 1] },
      half: { dtype: 'F16', shape: [2], data_offsets: [1, 5] },
      brain: { dtype: 'BF16', shape: [1], data_offsets: [5, 7] },
    };
    const data = Uint8Array.of(7, 0x00, 0x3c, 0x00, 0xc0, 0x80, 0x3f);
    const file = await openSafetensors(new Blob([await fileOf(header).arrayBuffer(), data]));
    expect([...(await readFloats(file, 'half'))]).toEqual([1, -2]);
    expect([...(await readFloats(file, 'brain'))]).toEqual([1]);
  });

  test('refuses other dtypes and missing tensors by name', async () => {
    const file = await openSafetensors(fileOf(oneTensor([0, 8], [1], 'F64'), 8), 'm.safetensors');
    await expect(readFloats(file, 'a')).rejects.toThrow(
      new InputError('m.safetensors: tensor a is F64; weights must be F32, F16 or BF16.'),
    );
    await expect(readFloats(file, 'b')).rejects.toThrow(new InputError('m.safetensors has no tensor b.'));
  });
});

describe('the writer', () => {
  const tensor = fc.array(fc.nat(4), { maxLength: 3 }).chain((shape) =>
    fc.record({
      shape: fc.constant(shape),
      data: fc.float32Array({ minLength: elementCount(shape), maxLength: elementCount(shape) }),
    }),
  );
  const tensors = fc
    .uniqueArray(fc.tuple(fc.string(), tensor), { selector: ([name]) => name, maxLength: 5 })
    .map((all) => all.filter(([name]) => name !== '__metadata__'));

  test('and the reader agree on any names, shapes, numbers and metadata', async () => {
    const metadata = fc.dictionary(fc.string(), fc.string());
    await fc.assert(
      fc.asyncProperty(tensors, metadata, async (all, notes) => {
        const parts = encodeSafetensors(
          all.map(([name, { shape, data }]) => ({ name, shape, data: new Float32Array(data) })),
          notes,
        );
        expect(parts[0]!.length % 8).toBe(0);
        const file = await openSafetensors(new Blob(parts));
        expect(file.metadata).toEqual(notes);
        expect([...file.tensors.keys()].sort()).toEqual(all.map(([name]) => name).sort());
        for (const [name, { shape, data }] of all) {
          expect(file.tensors.get(name)?.shape).toEqual(shape);
          expect(await readFloats(file, name)).toEqual(new Float32Array(data));
        }
      }),
    );
  });
});

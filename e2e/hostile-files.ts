import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { golden } from '../tools/fixtures/goldens.ts';

const { config, model } = golden('timm-micro');

function write(folder: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

/** A valid start of a PNG that says it is of this size, with hardly any pixels. */
function pngOfSize(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8); // 8 bits a channel, RGB
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(64))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Writes one bad input of each kind below `folder` and returns the paths to drop. */
export function writeHostileFiles(folder: string) {
  const weights = readFileSync(model);
  const settings = readFileSync(config, 'utf8');
  const at = (name: string) => join(folder, name);
  const file = (name: string, content: string | Uint8Array) => {
    write(folder, { [name]: content });
    return at(name);
  };
  return {
    truncatedWeights: write(at('truncated'), {
      'config.json': settings,
      'model.safetensors': weights.subarray(0, weights.length / 2),
    }),
    headerBeyondTheFile: write(at('long-header'), {
      'config.json': settings,
      'model.safetensors': Buffer.concat([
        Buffer.from(BigUint64Array.of(1_000_000n).buffer),
        weights.subarray(8),
      ]),
    }),
    configNotJson: write(at('not-json'), {
      'config.json': settings.slice(0, 40),
      'model.safetensors': weights,
    }),
    unknownModelType: write(at('unknown-type'), {
      'config.json': JSON.stringify({ model_type: 'swin', hidden_size: 96 }),
      'model.safetensors': weights,
    }),
    folderWithoutConfig: write(at('no-config'), { 'model.safetensors': weights }),
    textAsImage: file('notes.png', 'This is a shopping list, not a picture.'),
    zeroByteImage: file('empty.png', ''),
    hugeImage: file('huge.png', pngOfSize(20_000, 20_000)),
  };
}

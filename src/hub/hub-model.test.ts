import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type HubRepository, hubRepository } from '../../e2e/test-hub/hub-content.ts';
import { type HubManners, startTestHub, type TestHub } from '../../e2e/test-hub/test-hub.ts';
import { InputError } from '../core/input-error.ts';
import { createHubClient } from './hub-client.ts';
import { type HubModel, type HubModelOptions, openHubModel } from './hub-model.ts';
import type { HubStore } from './hub-store.ts';
import { createMemoryStore } from './memory-store.ts';
import { createSha256 } from './sha256.ts';

const megabyte = 2 ** 20;
const weights = Uint8Array.from({ length: 3 * megabyte + 17 }, (_, i) => (i * 2654435761) >>> 24);
const files = { 'config.json': { text: '{"model_type":"dinov2"}' }, 'model.safetensors': { bytes: weights } };
const plain = hubRepository(files);
const gated = hubRepository(files, 'hf_secret');
const repo = 'owner/model';

let store: HubStore;
let pauses: number[];

beforeEach(() => {
  store = createMemoryStore();
  pauses = [];
});

async function hubWith(repository: HubRepository, manners: Partial<HubManners> = {}): Promise<TestHub> {
  const hub = await startTestHub({ [repo]: repository }, manners);
  onTestFinished(() => hub.close());
  return hub;
}

function open(hub: TestHub, options: Partial<HubModelOptions> & { token?: string } = {}): Promise<HubModel> {
  const sleep = async (ms: number, signal?: AbortSignal) => {
    pauses.push(ms);
    signal?.throwIfAborted();
  };
  const client = createHubClient({ address: hub.address, token: options.token, sleep });
  return openHubModel({ repo }, { client, store, createHash: createSha256, sleep, ...options });
}

async function read({ weights: [file] }: HubModel, begin = 0, end = weights.length): Promise<Uint8Array> {
  return new Uint8Array(await file!.slice(begin, end).arrayBuffer());
}

function shelfOf(hub: TestHub, { repository: { revision } }: HubModel) {
  return store.file({ hub: hub.address, repo, revision, file: 'model.safetensors' });
}

async function expectWhole(model: HubModel): Promise<void> {
  expect(Buffer.compare(await read(model), weights)).toBe(0);
}

describe('a model of a hub', () => {
  it('opens with its small files and gives its weights byte by byte', async () => {
    const hub = await hubWith(plain);
    const model = await open(hub);
    expect(await model.files.config.text()).toBe('{"model_type":"dinov2"}');
    expect(model.repository.revision).toMatch(/^[0-9a-f]{40}$/);
    expect(model.files.weights.size).toBe(weights.length);
    expect([...(await read(model, 100, 200))]).toEqual([...weights.subarray(100, 200)]);
    await expectWhole(model);
    expect(hub.sentBytes('model.safetensors')).toBe(weights.length);
    await expect.poll(() => model.weights[0]!.isVerified).toBe(true);
  });

  it('downloads in the order of what will be read', async () => {
    const hub = await hubWith(plain);
    const model = await open(hub);
    const parts = [
      { begin: 2 * megabyte, end: weights.length },
      { begin: megabyte, end: 2 * megabyte },
      { begin: 0, end: megabyte },
    ];
    model.weights[0]!.expect(parts.map((part) => [part]));
    for (const { begin, end } of parts) {
      expect(Buffer.compare(await read(model, begin, end), weights.subarray(begin, end))).toBe(0);
    }
    const ranges = hub.seen.filter(({ at }) => at === 'content').map(({ range }) => range);
    expect(ranges).toEqual([`bytes=${2 * megabyte}-${weights.length - 1}`, `bytes=0-${2 * megabyte - 1}`]);
    expect(hub.sentBytes('model.safetensors')).toBe(weights.length);
  });

  it('reads a file whose tensors are strewn about in few requests, while the rest is on its way', async () => {
    const tensorBytes = 2 ** 15;
    const count = Math.floor(weights.length / tensorBytes);
    const stage = (remainder: number) =>
      Array.from({ length: count }, (_, i) => ({
        begin: i * tensorBytes,
        end: (i + 1) * tensorBytes,
      })).filter((_, i) => i % 7 === remainder && (remainder > 0 || i < count / 3));
    const hub = await hubWith(plain, { holdAfter: 2 * megabyte });
    const model = await open(hub);
    const stages = Array.from({ length: 7 }, (_, remainder) => stage(remainder));
    await read(model, 0, 8);
    model.weights[0]!.expect(stages);
    for (const { begin, end } of stages[0]!) {
      expect(Buffer.compare(await read(model, begin, end), weights.subarray(begin, end))).toBe(0);
    }
    hub.manners.holdAfter = Number.POSITIVE_INFINITY;
    await expectWhole(model);
    expect(hub.seen.filter(({ at }) => at === 'content').length).toBeLessThan(6);
    expect(hub.sentBytes('model.safetensors')).toBe(weights.length);
    await expect.poll(() => model.weights[0]!.isVerified).toBe(true);
  });

  it('asks the hub once where a file lies, and again when that place gives nothing any more', async () => {
    const hub = await hubWith(gated);
    const model = await open(hub, { token: 'hf_secret' });
    const asked = () => hub.seen.filter(({ at, path }) => at === 'hub' && path.includes('model.safetensors'));
    await read(model, 0, 8);
    await read(model, 2 * megabyte, 2 * megabyte + 8);
    expect(asked()).toHaveLength(1);
    hub.manners.signature = 'second';
    await expectWhole(model);
    expect(asked().length).toBeGreaterThan(1);
    expect(hub.seen.some(({ at, status }) => at === 'content' && status === 403)).toBe(true);
    expect(hub.seen.some(({ at, authorization }) => at === 'content' && authorization)).toBe(false);
    expect(hub.sentBytes('model.safetensors')).toBe(weights.length);
  });

  it('leaves out what nobody reads where that is much', async () => {
    const hub = await hubWith(
      hubRepository({ ...files, 'model.safetensors': { bytes: new Uint8Array(9 * megabyte) } }),
    );
    const totals: number[] = [];
    const model = await open(hub, { onProgress: ([file]) => totals.push(file!.totalBytes) });
    await read(model, 0, 8);
    model.weights[0]!.expect([[{ begin: 0, end: 2 * megabyte }]]);
    await read(model, 0, 2 * megabyte);
    expect(hub.sentBytes('model.safetensors')).toBe(2 * megabyte);
    expect(totals.at(-1)).toBe(2 * megabyte);
    await read(model, 8 * megabyte, 9 * megabyte);
    expect(hub.sentBytes('model.safetensors')).toBe(3 * megabyte);
  });

  it('goes on where the connection broke, and downloads no byte twice', async () => {
    const hub = await hubWith(plain, { drops: 1, dropAfter: 1.5 * megabyte });
    const loaded: number[] = [];
    const model = await open(hub, { onProgress: ([file]) => loaded.push(file!.loadedBytes) });
    await expectWhole(model);
    const content = hub.seen.filter(({ at }) => at === 'content');
    expect(content.length).toBeGreaterThan(2);
    expect(hub.sentBytes('model.safetensors')).toBe(weights.length);
    expect(loaded).toEqual([...loaded].sort((a, b) => a - b));
    expect(loaded.at(-1)).toBe(weights.length);
  });

  it('gives up after five breaks without a byte, and goes on when asked again', async () => {
    const hub = await hubWith(plain);
    const model = await open(hub);
    await read(model, 0, 8);
    hub.manners.drops = 99;
    const error: unknown = await read(model).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).toBe(
      'The connection broke while model.safetensors of owner/model was downloading, at 0.3 of 3.1 MB. What has arrived is kept; try again to go on from there.',
    );
    expect(pauses).toEqual([500, 1000, 2000, 4000, 8000]);
    hub.manners.drops = 0;
    await expectWhole(model);
  });

  it('stops when told, keeps what has arrived, and goes on with the next read', async () => {
    const hub = await hubWith(plain, { bytesPerSecond: 4 * megabyte });
    const model = await open(hub);
    const reading = read(model);
    const stopped = expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    await expect.poll(() => hub.sentBytes('model.safetensors')).toBeGreaterThan(megabyte);
    model.weights[0]!.pause();
    await stopped;
    hub.manners.bytesPerSecond = 0;
    await expectWhole(model);
  });

  it('finds on the shelf what an earlier visit downloaded', async () => {
    const hub = await hubWith(plain);
    await expectWhole(await open(hub));
    const seen = hub.seen.length;
    const again = await open(hub);
    await expectWhole(again);
    expect(hub.seen.slice(seen).every(({ path }) => path.startsWith('/api/'))).toBe(true);
    expect(again.weights[0]!.isVerified).toBe(true);
    await hub.close();
    await expectWhole(await open(hub));
  });

  it('opens weights in shards, a tokenizer and open_clip’s layout of a timm repository', async () => {
    const index = { weight_map: { a: 'b.safetensors', c: 'a.safetensors' } };
    const sharded = await hubWith(
      hubRepository({
        'config.json': { text: '{}' },
        'model.safetensors.index.json': { text: JSON.stringify(index) },
        'a.safetensors': { bytes: weights.subarray(0, megabyte) },
        'b.safetensors': { bytes: weights.subarray(megabyte) },
        'tokenizer.json': { text: '{"a":1}' },
        'vocab.json': { text: '{}' },
      }),
    );
    const model = await open(sharded);
    expect(model.files.weights.size).toBe(megabyte);
    expect(model.files.otherShards?.map(({ size }) => size)).toEqual([weights.length - megabyte]);
    expect(await model.files.tokenizer?.text()).toBe('{"a":1}');
    expect(model.files).not.toHaveProperty('vocab');
    store = createMemoryStore();
    const both = await hubWith(
      hubRepository({
        ...files,
        'config.json': { text: '{"architecture": "vit_base_patch16_clip_224"}' },
        'open_clip_config.json': { text: '{"model_cfg": {}}' },
        'open_clip_model.safetensors': { bytes: weights.subarray(0, 100) },
      }),
    );
    const clip = await open(both);
    expect(await clip.files.config.text()).toBe('{"model_cfg": {}}');
    expect(clip.files.weights.size).toBe(100);
  });

  it('asks before it downloads, saying how much', async () => {
    const hub = await hubWith(plain);
    const refusal = new DOMException('no', 'AbortError');
    const sizes: number[] = [];
    const opening = open(hub, {
      confirm: async ({ missingBytes }) => {
        sizes.push(missingBytes);
        throw refusal;
      },
    });
    await expect(opening).rejects.toBe(refusal);
    expect(sizes).toEqual([weights.length]);
    expect(hub.sentBytes('model.safetensors')).toBe(0);
  });

  it('keeps the rest in memory where the shelf is full', async () => {
    const hub = await hubWith(plain);
    const full = new DOMException('full', 'QuotaExceededError');
    const told: unknown[] = [];
    const inner = store;
    store = {
      ...inner,
      async file(key) {
        const shelf = await inner.file(key);
        if (key.file !== 'model.safetensors') return shelf;
        let writes = 0;
        return Object.create(shelf, {
          write: {
            value: (begin: number, bytes: Uint8Array<ArrayBuffer>) =>
              ++writes > 1 ? Promise.reject(full) : shelf.write(begin, bytes),
          },
        });
      },
    };
    const model = await open(hub, { onKeptInMemory: (error) => told.push(error) });
    await expectWhole(model);
    expect(told).toEqual([full]);
  });
});

describe('a hub that behaves badly', () => {
  it('sends the token to the hub and to no other host', async () => {
    const hub = await hubWith(gated);
    await expectWhole(await open(hub, { token: 'hf_secret' }));
    const sentTo = (at: string) => hub.seen.filter((one) => one.at === at).map((one) => one.authorization);
    expect(new Set(sentTo('hub'))).toEqual(new Set(['Bearer hf_secret']));
    expect(new Set(sentTo('content'))).toEqual(new Set([undefined]));
  });

  it.each([
    [
      'a gated repository without a token',
      gated,
      undefined,
      /does not give out owner\/model without a token \(HTTP 401\)/,
    ],
    ['a wrong token', gated, 'hf_wrong', /refuses the token for owner\/model \(HTTP 401\)/],
    [
      'a repository without weights',
      hubRepository({ 'config.json': { text: '{}' } }),
      undefined,
      /has no model\.safetensors/,
    ],
    [
      'pickled weights',
      hubRepository({ 'config.json': { text: '{}' }, 'pytorch_model.bin': { text: '' } }),
      undefined,
      /has no model\.safetensors but pytorch_model\.bin, a Python pickle/,
    ],
  ])('says what is wrong with %s', async (_, repository, token, message) => {
    const hub = await hubWith(repository);
    const error: unknown = await open(hub, token === undefined ? {} : { token }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).toMatch(message);
  });

  it('waits as long as a busy hub says, and gives up when that is long', async () => {
    const hub = await hubWith(plain, { busy: 2, retryAfter: '3' });
    await expectWhole(await open(hub));
    expect(pauses.slice(0, 2)).toEqual([3000, 3000]);
    Object.assign(hub.manners, { busy: 1, retryAfter: '3600' });
    store = createMemoryStore();
    await expect(open(hub)).rejects.toThrow('Try again in 60 minutes.');
  });

  it('tries again with longer and longer pauses where the hub fails', async () => {
    const hub = await hubWith(plain, { failing: 3 });
    await expectWhole(await open(hub));
    expect(pauses).toEqual([500, 1000, 2000]);
    hub.manners.failing = 99;
    store = createMemoryStore();
    await expect(open(hub)).rejects.toThrow('could not answer for owner/model (HTTP 503)');
  });

  it('notices a file that changes between two ranges, and deletes what it has', async () => {
    const hub = await hubWith(plain, { describes: false });
    const model = await open(hub);
    await read(model, 0, 8);
    hub.publish(repo, hubRepository({ ...files, 'model.safetensors': { bytes: weights.map((x) => x ^ 1) } }));
    await expect(read(model)).rejects.toThrow('changed on the hub while it was downloading');
    await expectChangedModel(await open(hub));
  });

  it('refuses a file whose hash is wrong, before its last part is read', async () => {
    const hub = await hubWith(plain, { wrongHash: true });
    const model = await open(hub);
    model.weights[0]!.expect([[{ begin: 0, end: megabyte }], [{ begin: megabyte, end: weights.length }]]);
    await read(model, 0, megabyte);
    await expect(read(model, weights.length - 8)).rejects.toThrow('its SHA-256 differs');
    await expect(read(model, 0, 8)).rejects.toThrow('its SHA-256 differs');
    expect((await shelfOf(hub, model)).ranges).toEqual([]);
  });

  it('keeps nothing of a file that changes while several requests are on their way', async () => {
    const hub = await hubWith(plain, { describes: false });
    const model = await open(hub);
    await read(model, 0, 8);
    hub.publish(repo, hubRepository({ ...files, 'model.safetensors': { bytes: weights.map((x) => x ^ 1) } }));
    const apart = [2, 1.25, 0.5].map((at) => ({ begin: at * megabyte, end: at * megabyte + 1000 }));
    const reading = apart.map(({ begin, end }) => read(model, begin, end));
    for (const result of await Promise.allSettled(reading)) expect(result.status).toBe('rejected');
    expect((await shelfOf(hub, model)).ranges).toEqual([]);
    expect(model.weights[0]!.isRuined).toBe(true);
  });

  it('works without ranges, without descriptions and without headers that pages may see', async () => {
    const hub = await hubWith(plain, { knowsRanges: false, describes: false, exposesHeaders: false });
    await expectWhole(await open(hub));
    expect(hub.sentBytes('model.safetensors')).toBe(weights.length);
  });
});

async function expectChangedModel(model: HubModel): Promise<void> {
  expect(
    Buffer.compare(
      await read(model),
      weights.map((x) => x ^ 1),
    ),
  ).toBe(0);
}

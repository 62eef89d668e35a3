import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { hubRepository } from '../../e2e/test-hub/hub-content.ts';
import { startTestHub, type TestHub } from '../../e2e/test-hub/test-hub.ts';
import { InputError } from '../core/input-error.ts';
import { createMemoryStore } from '../hub/memory-store.ts';
import type { ModelReference } from '../hub/model-reference.ts';
import { createSha256 } from '../hub/sha256.ts';
import { createHubDesk, type HubDesk } from './hub-desk.ts';

const reference = { repo: 'owner/model' };
const config = { text: '{}' };
const never = new AbortController().signal;

let hub: TestHub;
let kept: readonly ModelReference[];
let isMetered: boolean;

beforeEach(() => {
  kept = [];
  isMetered = false;
});

async function deskOver(bytes: number, token?: string): Promise<HubDesk> {
  const files = { 'config.json': config, 'model.safetensors': { bytes: new Uint8Array(bytes) } };
  hub = await startTestHub({ [reference.repo]: hubRepository(files, token) });
  const started = hub;
  onTestFinished(() => started.close());
  const store = createMemoryStore();
  return createHubDesk({
    firstAddress: hub.address,
    store: async () => store,
    createHash: createSha256,
    persist: async () => true,
    estimate: async () => ({ quotaBytes: 1e9, isPersistent: true }),
    isMetered: () => isMetered,
    recent: () => [],
    keepRecent: (models) => {
      kept = models;
    },
    keepAddress: () => undefined,
  });
}

async function question(desk: HubDesk) {
  await expect.poll(() => desk.store.getState().question).toBeDefined();
  return desk.store.getState().question!;
}

describe('the hub’s desk', () => {
  it('opens a small model without asking, remembers it, and opens it once', async () => {
    const desk = await deskOver(1000);
    const files = await desk.open(reference, never);
    expect(files.weights.size).toBe(1000);
    expect(kept).toEqual([reference]);
    expect(await desk.open(reference, never)).toBe(files);
  });

  it('asks on a metered connection, and downloads when told to', async () => {
    isMetered = true;
    const desk = await deskOver(6_000_000);
    const opening = desk.open(reference, never);
    const asked = await question(desk);
    expect(asked).toMatchObject({ why: 'metered', missingBytes: 6_000_000 });
    desk.answer(asked, true);
    expect((await opening).weights.size).toBe(6_000_000);
    expect(desk.store.getState().question).toBeUndefined();
  });

  it('takes no for an answer, and takes the question back when the model is no longer wanted', async () => {
    isMetered = true;
    const desk = await deskOver(6_000_000);
    const refused = expect(desk.open(reference, never)).rejects.toMatchObject({ name: 'AbortError' });
    desk.answer(await question(desk), false);
    await refused;
    const controller = new AbortController();
    const left = expect(desk.open(reference, controller.signal)).rejects.toMatchObject({
      name: 'AbortError',
    });
    await question(desk);
    controller.abort();
    await left;
    expect(desk.store.getState().question).toBeUndefined();
    expect(hub.sentBytes('model.safetensors')).toBe(0);
  });

  it('reports bytes that never fall, and ends without a transfer', async () => {
    const desk = await deskOver(3_000_000);
    hub.manners.bytesPerSecond = 6_000_000;
    const loaded: number[] = [];
    desk.store.subscribe(({ transfers }) => {
      const transfer = transfers['owner/model'];
      if (transfer) loaded.push(transfer.loadedBytes);
    });
    const { weights } = await desk.open(reference, never);
    await weights.slice(0, weights.size).arrayBuffer();
    await expect.poll(() => desk.store.getState().transfers).toEqual({});
    expect(loaded.length).toBeGreaterThan(1);
    expect(loaded).toEqual([...loaded].sort((a, b) => a - b));
  });

  it('drops the token when another hub is chosen', async () => {
    const desk = await deskOver(10, 'secret');
    desk.changeToken(' secret ');
    await desk.open(reference, never);
    const { address } = hub;
    desk.changeAddress('http://localhost:1/');
    expect(desk.store.getState()).toMatchObject({ address: 'http://localhost:1', hasToken: false });
    desk.changeAddress(address);
    desk.forget(reference);
    await expect(desk.open({ ...reference, revision: 'other' }, never)).rejects.toThrow('without a token');
    expect(() => desk.changeAddress('http://example.org')).toThrow(InputError);
  });
});

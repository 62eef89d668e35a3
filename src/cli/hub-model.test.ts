import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { hubRepository } from '../../e2e/test-hub/hub-content.ts';
import { type HubManners, startTestHub, type TestHub } from '../../e2e/test-hub/test-hub.ts';
import { golden } from '../../tools/fixtures/goldens.ts';
import { createCommandFolder } from '../../tools/fixtures/run-sinkscope.ts';

const tiny = golden('timm-micro');
const folder = createCommandFolder();
folder.writePixels('pixels.safetensors', [1, 3, 64, 64], new Float32Array(3 * 64 * 64).fill(0.25));

function repository(token?: string) {
  return hubRepository(
    { 'config.json': { path: tiny.config }, 'model.safetensors': { path: tiny.model } },
    token,
  );
}

async function hubWith(token?: string, manners: Partial<HubManners> = {}): Promise<TestHub> {
  const hub = await startTestHub({ 'owner/tiny': repository(token) }, manners);
  onTestFinished(() => hub.close());
  return hub;
}

function trace(hub: TestHub, model: string, out: string) {
  const rest = ['--pixels', 'pixels.safetensors', '--tensors', 'norms', '--out', out];
  return folder.trace(model, '--hub', hub.address, ...rest);
}

beforeEach(() => {
  vi.stubEnv('SINKSCOPE_CACHE', folder.at(`cache-${Math.random()}`));
});

afterEach(() => {
  vi.unstubAllEnvs();
});

it('runs a repository of a hub as it runs a folder, and downloads it once', async () => {
  const hub = await hubWith();
  expect(await trace(hub, 'owner/tiny', 'hub.safetensors')).toMatchObject({ status: 0, stderr: '' });
  const again = await trace(hub, 'owner/tiny', 'again.safetensors');
  expect(again).toMatchObject({ status: 0, stderr: '' });
  expect(hub.sentBytes('model.safetensors')).toBe(statSync(tiny.model).size);
  await folder.trace(
    join(tiny.model, '..'),
    ...['--pixels', 'pixels.safetensors', '--tensors', 'norms', '--out', 'folder.safetensors'],
  );
  const dataOf = (file: string) => readFileSync(folder.at(file)).subarray(-4 * 4);
  expect(dataOf('hub.safetensors')).toEqual(dataOf('folder.safetensors'));
});

it('goes on after the connection broke, and without the hub once it is here', async () => {
  const hub = await hubWith(undefined, { drops: 1, dropAfter: 100_000 });
  expect(await trace(hub, 'owner/tiny', 'a.safetensors')).toMatchObject({ status: 0, stderr: '' });
  const { path } = hub.seen.find(({ path }) => path.includes('/resolve/'))!;
  const commit = /\/resolve\/([^/]+)\//.exec(path)![1]!;
  await hub.close();
  expect(await trace(hub, `owner/tiny@${commit}`, 'b.safetensors')).toMatchObject({ status: 0, stderr: '' });
});

it('keeps nothing of a file with a wrong hash, and writes nothing', async () => {
  const hub = await hubWith(undefined, { wrongHash: true });
  const { status, stderr } = await trace(hub, 'owner/tiny', 'wrong.safetensors');
  expect(status).toBe(2);
  expect(stderr).toContain('its SHA-256 differs');
  expect(readdirSync(folder.at())).not.toContain('wrong.safetensors');
});

it('takes the token from the environment', async () => {
  const hub = await hubWith('secret');
  const refused = await trace(hub, 'owner/tiny', 'gated.safetensors');
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain('without a token (HTTP 401)');
  vi.stubEnv('HF_TOKEN', 'secret');
  expect((await trace(hub, 'owner/tiny', 'gated.safetensors')).status).toBe(2);
  expect(hub.seen.every(({ authorization }) => authorization === undefined)).toBe(true);
  vi.stubEnv('SINKSCOPE_TOKEN', 'secret');
  expect(await trace(hub, 'owner/tiny', 'gated.safetensors')).toMatchObject({ status: 0, stderr: '' });
});

it('says which addresses are hubs', async () => {
  const rest = ['--pixels', 'p.safetensors', '--tensors', 'norms', '--out', 'o'];
  const { status, stderr } = await folder.trace('owner/tiny', '--hub', 'ftp://hub', ...rest);
  expect(status).toBe(2);
  expect(stderr).toContain('“ftp://hub” is no address of a hub.');
});

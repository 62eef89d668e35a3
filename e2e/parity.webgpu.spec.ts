import { expect, test } from '@playwright/test';
import { openLab } from '../tools/lab/open-lab.ts';

const layers = 3;

test('the embedded model on WebGPU equals WebAssembly', async ({ page }) => {
  await openLab(page);
  const hasAdapter = await page.evaluate(async () => Boolean(await navigator.gpu?.requestAdapter()));
  test.skip(!hasAdapter, 'This browser has no WebGPU adapter, not even a software one.');
  const { device, layers: found } = await page.evaluate(
    (count) =>
      window.lab.run('backends', { source: 'files/embedded/mini-artifacts', size: 160, layers: count }),
    layers,
  );
  expect(device.backend, device.reason).toBe('webgpu');
  expect(found).toHaveLength(layers);
  for (const [layer, tensors] of found.entries()) {
    for (const [tensor, { relative }] of Object.entries(tensors)) {
      expect(relative, `layer ${layer}, ${tensor}`).toBeLessThanOrEqual(1e-3);
    }
  }
});

test('attention in more pieces than a shader takes tensors runs on WebGPU', async ({ page }) => {
  await openLab(page);
  const hasAdapter = await page.evaluate(async () => Boolean(await navigator.gpu?.requestAdapter()));
  test.skip(!hasAdapter, 'This browser has no WebGPU adapter, not even a software one.');
  const { device, error } = await page.evaluate(() => window.lab.run('pieces', { queryChunks: 16 }));
  expect(device.backend, device.reason).toBe('webgpu');
  expect(error).toBeLessThanOrEqual(1e-3);
});

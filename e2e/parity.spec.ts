import { expect, test } from '@playwright/test';
import type { Distance } from '../tools/fixtures/compare.ts';
import { openLab } from '../tools/lab/open-lab.ts';

const cases = [
  {
    model: 'dinov2-registers-micro',
    choice: { pixels: '42x84.pixels', prefix: '42x84.hf.' },
    tensors: ['tokens', 'norms', 'attention', 'attention_received', 'q', 'k', 'final'],
  },
  {
    model: 'timm-micro',
    choice: { pixels: 'pixels', prefix: '' },
    tensors: [
      ...['tokens', 'norms', 'attention', 'attention_received', 'q', 'k', 'final'],
      ...['activations', 'logits'],
    ],
  },
  {
    model: 'clip-micro',
    choice: { pixels: 'pixels', prefix: '' },
    tensors: [
      ...['tokens', 'norms', 'attention', 'image_embedding'],
      ...['text_tokens', 'text_attention', 'text_embedding', 'cosine'],
    ],
  },
  {
    model: 'dinov3-micro',
    choice: { pixels: '24x48.pixels', prefix: '24x48.' },
    tensors: ['tokens', 'norms', 'attention', 'final'],
  },
] as const;

/** Attention and cosines are compared as they are, all else by its largest value. */
const isShare = (tensor: string) => /^(text_)?attention|^cosine/.test(tensor);

function errorOf(tensor: string, { absolute, relative }: Distance): number {
  return isShare(tensor) ? absolute : relative;
}

for (const { model, choice, tensors } of cases) {
  test(`${model} in the browser on WebAssembly equals its golden`, async ({ page }) => {
    await openLab(page);
    const { device, distances } = await page.evaluate(
      ([folder, chosen]) =>
        window.lab.run('parity', {
          backend: 'wasm',
          source: folder,
          golden: `${folder}/golden.safetensors`,
          choice: chosen,
        }),
      [`files/goldens/${model}`, choice] as const,
    );
    expect(device.backend).toBe('wasm');
    expect(device.threads).toBeGreaterThan(1);
    expect(Object.keys(distances).sort()).toEqual([...tensors].sort());
    for (const [tensor, distance] of Object.entries(distances)) {
      const limit = isShare(tensor) ? 1e-5 : 1e-4;
      expect(errorOf(tensor, distance), tensor).toBeLessThanOrEqual(limit);
    }
  });
}

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { distance } from '../../tools/fixtures/compare.ts';
import { missingShared, sharedFile } from '../../tools/fixtures/goldens.ts';
import { createCommandFolder } from '../../tools/fixtures/run-sinkscope.ts';
import { openTensorFile, readTensor } from '../../tools/fixtures/tensor-file.ts';

const { at, run, trace } = createCommandFolder();
const missing = missingShared('the command line on real models', 'models', 'photos', 'goldens/photos');

describe.skipIf(missing)('sinkscope trace of a real model on a photograph', () => {
  test('vit-tiny-augreg on astronaut: the reference’s numbers and label, and high norms in the corners', async () => {
    const result = await trace(
      sharedFile('models/vit-tiny-augreg')!,
      ...['--image', sharedFile('photos/astronaut.png')!, '--tensors', 'norms,logits,pixels,attention_cls'],
      ...['--out', 'astronaut.safetensors'],
    );
    expect(result).toMatchObject({ status: 0, stderr: '' });
    const written = await openTensorFile(at('astronaut.safetensors'));
    const reference = await openTensorFile(
      sharedFile('goldens/photos/vit-tiny-augreg.astronaut.safetensors')!,
    );
    for (const tensor of ['norms', 'logits', 'pixels', 'attention_cls']) {
      const expected = (await readTensor(reference, tensor)).data;
      const { relative } = distance((await readTensor(written, tensor)).data, expected);
      expect(relative, tensor).toBeLessThanOrEqual(1e-4);
    }
    const top = (values: Float32Array) => values.indexOf(Math.max(...values));
    const logits = (await readTensor(written, 'logits')).data;
    expect(top(logits)).toBe(top((await readTensor(reference, 'logits')).data));
    // The reference has 343, 542, 430 and 482 in the corners after block 7, and at most 17 in any other patch.
    const patches = (await readTensor(written, 'norms')).data.subarray(7 * 197 + 1, 8 * 197);
    const median = patches.toSorted()[98]!;
    expect(median).toBeGreaterThan(11);
    expect(median).toBeLessThan(13);
    expect([...patches.keys()].filter((patch) => patches[patch]! > 20 * median)).toEqual([0, 13, 182, 195]);
    expect(Math.max(...patches)).toBeGreaterThan(490);
  });

  test('dinov2-small-depth at 518 shows a wide photograph whole', async () => {
    const result = await trace(
      sharedFile('models/dinov2-small-depth')!,
      ...['--image', sharedFile('photos/rocket.jpg')!, '--size', '518', '--fit', 'whole'],
      ...['--tensors', 'norms', '--out', 'rocket.safetensors'],
    );
    expect(result).toMatchObject({ status: 0, stderr: '' });
    const { metadata, tensors } = await openTensorFile(at('rocket.safetensors'));
    expect(metadata).toMatchObject({ input_size: '350x518', grid: '25x37', image_size: '427x640' });
    expect(tensors.get('norms')?.shape).toEqual([12, 1 + 25 * 37]);
  });

  test('neurons of vit-tiny-augreg found on three photographs quieten the corners of a fourth', {
    timeout: 120_000,
  }, async () => {
    const model = sharedFile('models/vit-tiny-augreg')!;
    const seen = ['astronaut.png', 'coffee.png', 'rocket.jpg'].map((photo) => sharedFile(`photos/${photo}`)!);
    const found = await run('neurons', '--model', model, '--images', ...seen, '--out', 'neurons.json');
    expect(found).toEqual({ status: 0, stdout: 'neurons.json\n', stderr: '' });
    const { neurons, settings } = JSON.parse(readFileSync(at('neurons.json'), 'utf8'));
    expect(Object.values(neurons).flat().length).toBeLessThanOrEqual(5);
    expect(settings).toMatchObject({ detectLayer: 7, highestLayer: 7, imagesWithOutliers: 3 });
    await trace(
      model,
      ...['--image', sharedFile('photos/chelsea.png')!, '--intervention', 'neurons.json'],
      ...['--tensors', 'norms', '--out', 'chelsea.safetensors'],
    );
    const norms = (await readTensor(await openTensorFile(at('chelsea.safetensors')), 'norms')).data;
    const patches = norms.subarray(8 * 198 + 1, 8 * 198 + 197);
    expect(Math.max(...patches)).toBeLessThan(2.5 * patches.toSorted()[98]!);
    expect(norms[8 * 198 + 197]).toBeGreaterThan(15 * patches.toSorted()[98]!);
  });
});

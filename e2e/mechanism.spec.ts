import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './journey.ts';
import { openMechanism } from './mechanism-page.ts';
import { openScope, paintedCells } from './scope-page.ts';

const grid = { rows: 20, columns: 20 };

test('the planted neurons, moved to a test-time register, leave no outliers, and Reset brings them back', async ({
  page,
}) => {
  const scope = await openScope(page);
  const mechanism = await openMechanism(scope);
  await mechanism.settled();
  const before = await mechanism.norms();
  expect(before.outliers).toBeGreaterThan(0);
  expect(before.ratio).toBeGreaterThan(10);

  await mechanism.panel.getByRole('button', { name: /^Planted list of Mini/ }).click();
  await expect(scope.chip('register T1')).toBeVisible();
  await expect.poll(async () => (await mechanism.norms()).ratio).toBeLessThan(2);
  expect((await mechanism.norms()).outliers).toBe(0);
  await expect(mechanism.head).toContainText('training-free');
  await expect(mechanism.head).toContainText('Test-time register');

  const registers = mechanism.section('Registers');
  await registers.getByRole('radio', { name: '0', exact: true }).check();
  await expect.poll(async () => (await mechanism.norms()).outliers).toBe(before.outliers);
  const undo = page.getByRole('banner').getByRole('button', { name: 'Undo' });
  await undo.click();
  await expect.poll(async () => (await mechanism.norms()).ratio).toBeLessThan(2);
  await registers.getByRole('radio', { name: '2', exact: true }).check();
  await expect(scope.chip('register T2')).toBeVisible();
  await undo.click();
  await expect(scope.chip('register T2')).toBeHidden();
  await expect.poll(async () => (await mechanism.norms()).ratio).toBeLessThan(2);

  await mechanism.panel.getByRole('button', { name: 'Reset' }).click();
  await expect(mechanism.head).toContainText('As trained');
  await expect.poll(mechanism.norms).toEqual(before);
});

test('neurons are exported, imported and typed; a list that does not fit is refused and nothing changes', async ({
  page,
}, info) => {
  const scope = await openScope(page);
  const mechanism = await openMechanism(scope);
  const neurons = mechanism.section('Register neurons');
  const list = neurons.getByLabel('Register neurons');
  await neurons.getByRole('button', { name: /^Planted list/ }).click();
  await expect.poll(async () => (await mechanism.norms()).ratio).toBeLessThan(2);

  const download = page.waitForEvent('download');
  await neurons.getByRole('button', { name: 'Export' }).click();
  const file = info.outputPath('neurons.json');
  await (await download).saveAs(file);
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ neurons: { '2': [108, 330] } });

  const maps = await paintedCells(scope.grid);
  const importer = neurons.getByLabel('Import neurons');
  const give = (name: string, text: string) =>
    importer.setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  const refusals = [
    ['{"9": [3]}', 'The neuron list names layer 9, but this model has the layers 0 to 5.'],
    ['{"neurons": {"2": [108, 576]}}', 'names neuron 576 of layer 2'],
    ['{"2": [108', 'other.json is not JSON'],
    ['{"reroute": {"neurons": {"2": [1]}, "taget": "none"}}', 'reroute.taget is not known'],
  ] as const;
  for (const [text, message] of refusals) {
    await give('other.json', text);
    await expect(mechanism.panel.getByRole('alert')).toContainText(message);
    await expect(mechanism.panel.getByRole('alert')).toContainText('Nothing was changed.');
  }
  await neurons.getByLabel('Add neurons, as layer:neuron').fill('6:1');
  await page.keyboard.press('Enter');
  await expect(mechanism.panel.getByRole('alert')).toContainText('names layer 6');
  await expect(list.getByRole('button')).toHaveCount(2);
  expect(await paintedCells(scope.grid)).toEqual(maps);

  await neurons.getByRole('button', { name: 'Clear' }).click();
  await expect.poll(async () => (await mechanism.norms()).ratio).toBeGreaterThan(10);
  await importer.setInputFiles(file);
  await expect(mechanism.panel.getByRole('alert')).toBeHidden();
  await expect(list.getByRole('button')).toHaveCount(2);
  await expect.poll(() => paintedCells(scope.grid)).toEqual(maps);

  await neurons.getByLabel('Add neurons, as layer:neuron').fill('3:7');
  await page.keyboard.press('Enter');
  await expect(list.getByRole('button', { name: 'Take out neuron 7 of layer 3' })).toBeVisible();
  await expect(neurons.getByText('Put together by hand.')).toBeVisible();
});

test('random neurons are a control that leaves the outliers where they are', async ({ page }) => {
  const scope = await openScope(page);
  const mechanism = await openMechanism(scope);
  await mechanism.settled();
  const { outliers } = await mechanism.norms();
  const neurons = mechanism.section('Register neurons');
  await neurons.getByRole('button', { name: /^Planted list/ }).click();
  await expect.poll(async () => (await mechanism.norms()).outliers).toBe(0);
  await neurons.getByRole('button', { name: 'Random neurons' }).click();
  await expect(mechanism.head).toContainText('Random neurons');
  await expect.poll(async () => (await mechanism.norms()).outliers).toBe(outliers);
  await neurons.getByRole('button', { name: 'Back' }).click();
  await expect.poll(async () => (await mechanism.norms()).outliers).toBe(0);
});

test('the search finds the planted neurons in two samples, and they remove the outliers', async ({
  page,
}, info) => {
  const scope = await openScope(page);
  const mechanism = await openMechanism(scope);
  const finder = await mechanism.open('Find register neurons');
  await finder.getByRole('checkbox', { name: 'Teapot' }).check();
  await finder.getByRole('button', { name: 'Find neurons in 2 images' }).click();
  await finder.getByRole('button', { name: 'Cancel' }).click();
  const run = finder.getByRole('button', { name: 'Find neurons in 2 images' });
  await expect(run).toBeVisible();
  await run.click();
  await expect(finder.getByRole('button', { name: 'Use these 2 neurons' })).toBeVisible({ timeout: 90_000 });
  const rows = finder.getByRole('row');
  await expect(rows.nth(1)).toContainText('2');
  expect([await rows.nth(1).textContent(), await rows.nth(2).textContent()]).toEqual([
    expect.stringMatching(/^2(108|330)/),
    expect.stringMatching(/^2(108|330)/),
  ]);
  await expect(finder).toContainText('in all images: it has taken the norm over');

  const download = page.waitForEvent('download');
  await finder.getByRole('button', { name: 'Export' }).click();
  const file = info.outputPath('found.json');
  await (await download).saveAs(file);
  const found = JSON.parse(await readFile(file, 'utf8'));
  expect(Object.keys(found)).toEqual(['neurons', 'settings', 'sweep', 'scores']);
  expect(found.neurons['2'].toSorted()).toEqual([108, 330]);
  expect(found.settings).toMatchObject({ topK: 2, detectLayer: 2, highestLayer: 2 });

  await finder.getByRole('button', { name: 'Use these 2 neurons' }).click();
  await expect.poll(async () => (await mechanism.norms()).outliers).toBe(0);
  await finder.getByRole('slider', { name: 'How many neurons' }).fill('1');
  await finder.getByRole('button', { name: 'Use this neuron' }).click();
  await expect.poll(async () => (await mechanism.norms()).outliers).toBeGreaterThan(0);
});

test('the outlier goes to the patch that is pointed at, by pointer and by keyboard', async ({ page }) => {
  const scope = await openScope(page);
  const mechanism = await openMechanism(scope);
  await mechanism
    .section('Register neurons')
    .getByRole('button', { name: /^Planted list/ })
    .click();
  // The key stages the norms of the newest layer, which should be the last one.
  await expect.poll(async () => (await mechanism.norms()).ratio).toBeLessThan(2);
  await page.keyboard.press('n');
  const move = await mechanism.open('Move the outlier');
  await move.getByRole('button', { name: 'Point at patches' }).click();
  await expect(scope.stage.getByText('Click or drag: the outlier goes there')).toBeVisible();
  await scope.hoverPatch(4, 12, grid);
  await page.mouse.down();
  await scope.hoverPatch(5, 13, grid);
  await page.mouse.up();
  await expect(move).toContainText('Now on 1 patch (row, column): 5, 13.');
  await expect.poll(async () => (await mechanism.norms()).outliers).toBe(1);
  await mechanism.settled();
  await scope.hoverPatch(5, 13, grid);
  await expect.poll(async () => (await mechanism.norms()).ratio).toBeGreaterThan(10);
  // The colour bar ends at the largest norm, which is the patch's own.
  const readout = await scope.stage.getByText(/^row 5, column 13: /).textContent();
  const largest = /: ([\d,.]+) /.exec(readout ?? '')?.[1];
  const facts = await page.getByRole('region', { name: /^Norms of layer/ }).textContent();
  expect(facts).toContain(`max${largest}`);

  await page.keyboard.press('Escape');
  await expect(scope.stage.getByText('Click or drag: the outlier goes there')).toBeHidden();
  await page.mouse.move(0, 0);
  for (const key of ['ArrowRight', 'ArrowUp', 'ArrowUp']) await page.keyboard.press(key);
  await move.getByRole('button', { name: /^Send it to patch 8, 10/ }).press('Enter');
  await expect(move).toContainText('Now on 1 patch (row, column): 8, 10.');
  await expect(mechanism.head).toContainText('Outliers moved');
  await move.getByRole('button', { name: 'Back to registers' }).click();
  await expect.poll(async () => (await mechanism.norms()).outliers).toBe(0);
});

test('a mask, another normaliser and an implied gate are labelled, and each is one part of the JSON', async ({
  page,
}) => {
  const scope = await openScope(page);
  const mechanism = await openMechanism(scope);
  const trained = await paintedCells(scope.grid);
  const normaliser = await mechanism.open('Normaliser');
  await normaliser.getByRole('radio', { name: 'softmax-1' }).check();
  await expect(mechanism.head).toContainText('what-if');
  await expect(normaliser).toContainText('softmax-1, what-if');
  await expect.poll(() => paintedCells(scope.grid)).not.toEqual(trained);
  await normaliser.getByRole('radio', { name: 'softmax', exact: true }).check();
  await expect(mechanism.head).toContainText('As trained');
  await expect.poll(() => paintedCells(scope.grid)).toEqual(trained);

  const masks = await mechanism.open('Masks');
  await masks.getByRole('button', { name: /^Hide the outliers \(\d+\)/ }).click();
  await masks.getByRole('button', { name: 'layer 4' }).click();
  await expect(mechanism.head).toContainText('Tokens hidden');
  const gate = await mechanism.open('Gate');
  await gate.getByRole('radio', { name: 'implied by sinks' }).check();
  await expect(gate).toContainText(/\d+ sinks: /);
  const json = await mechanism.open('JSON');
  const text = json.getByRole('textbox', { name: 'Intervention' });
  await expect(text).toHaveValue(/"layers": \[4\][\s\S]*"kind": "implied"/);
  await text.fill('{"gate": {"kind": "implied", "form": "mask"}}');
  await json.getByRole('button', { name: 'Apply' }).click();
  await expect(masks).toContainText('none');
  await expect(mechanism.head).toContainText('Sinks hidden');
});

test('sinks are measured in every layer and head', async ({ page }) => {
  const scope = await openScope(page);
  const mechanism = await openMechanism(scope);
  const sinks = await mechanism.open('Sinks');
  await expect(sinks.getByText(/^\d+ sinks: /)).toBeVisible();
  const cell = sinks.getByRole('button', { name: /^Layer 4, head 2: / });
  await expect(cell).toHaveAccessibleName(
    /sinks get \d+ %, from CLS .*, entropy .* nats, value ratio .*, kind: NOP/,
  );
  await cell.click();
  await expect(scope.stage.getByRole('heading', { name: 'Layer 4 · head 2' })).toBeVisible();
  await sinks.getByRole('radio', { name: 'kind', exact: true }).check();
  await expect(cell).toHaveText('N');
});

test('neurons are copied to another lens', async ({ page }) => {
  const scope = await openScope(page);
  await page.getByRole('button', { name: 'Compare the remedies' }).click();
  const mechanism = await openMechanism(scope);
  const neurons = mechanism.section('Register neurons');
  await neurons.getByRole('button', { name: /^Planted list/ }).click();
  await neurons.getByRole('button', { name: 'Copy to…' }).click();
  await neurons.getByRole('button', { name: /^d · Mini, gated/ }).click();
  await expect(page.getByRole('region', { name: 'Lens d' })).toContainText('Test-time register');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the panel is accessible in ${colorScheme} mode, on a phone too`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const scope = await openScope(page);
    const mechanism = await openMechanism(scope);
    await mechanism
      .section('Register neurons')
      .getByRole('button', { name: /^Planted list/ })
      .click();
    await mechanism.settled();
    for (const title of [
      'Move the outlier',
      'Find register neurons',
      'Masks',
      'Normaliser',
      'Gate',
      'Sinks',
      'JSON',
    ]) {
      await mechanism.open(title);
    }
    await mechanism.section('Masks').getByRole('button', { name: 'Hide CLS' }).click();
    await mechanism.settled();
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(viewport);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
        [],
      );
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
    }
  });
}

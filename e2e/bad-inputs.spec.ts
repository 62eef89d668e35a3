import { dropFiles } from './drop-files.ts';
import { writeHostileFiles } from './hostile-files.ts';
import { expect, test } from './journey.ts';
import { openScope, paintedCells } from './scope-page.ts';

type Hostile = ReturnType<typeof writeHostileFiles>;

/** Each bad input with what the page says of it. */
const messages: Readonly<Record<keyof Hostile, string>> = {
  truncatedWeights:
    'model.safetensors: tensor blocks.1.mlp.fc2.weight lies at 238848 to 275712, but the file holds only 249588 bytes of data: it is truncated. Download it again.',
  headerBeyondTheFile:
    'model.safetensors is no complete safetensors file: its header claims 1000000 bytes, but the file has only 509672. Download it again.',
  configNotJson: "config.json is not JSON. It should be the publisher's own file, unchanged.",
  unknownModelType:
    "config.json has the model type swin, a transformer of another build: with windows, stages or other blocks. Known are Hugging Face's dinov2 and dinov2_with_registers, dinov3_vit, clip and clip_vision_model, siglip and siglip_vision_model, vit with timm’s names, vit, deit, vit_mae, ijepa, open_clip’s ViTs, timm's vit_… and deit….",
  folderWithoutConfig:
    'The folder no-config has no config.json. Drop a folder with config.json and model.safetensors, as the publisher ships them.',
  textAsImage: 'notes.png is not an image this browser can read. Use PNG, JPEG, WebP, AVIF or GIF.',
  zeroByteImage: 'empty.png is empty (0 bytes). Choose a file that holds an image.',
  hugeImage:
    'huge.png is 20,000 × 20,000 pixels (400 megapixels); the limit is 50 megapixels. Scale it down first.',
};

test('each bad input is explained, and what was shown stays and goes on working', async ({ page }, info) => {
  const scope = await openScope(page);
  const shown = await paintedCells(scope.grid);
  const hostile = writeHostileFiles(info.outputPath('hostile'));
  for (const [kind, message] of Object.entries(messages)) {
    await dropFiles(page, [hostile[kind as keyof Hostile]]);
    await expect(scope.alert).toHaveText(message);
    await expect(scope.status).toHaveText(/^6 layers in /);
    expect(await paintedCells(scope.grid), kind).toEqual(shown);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(scope.alert).toBeEmpty();
  }

  await scope.hoverPatch(5, 5, { rows: 20, columns: 20 });
  await expect(scope.query).toContainText('patch 5, 5');
  await expect.poll(() => paintedCells(scope.grid)).not.toEqual(shown);
  await page.getByRole('button', { name: /^Two pears/ }).click();
  await expect(scope.figure.getByRole('img')).toHaveAttribute('alt', /pears/);
  await scope.waitForTrace(6);
});

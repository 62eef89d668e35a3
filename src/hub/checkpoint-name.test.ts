import { expect, it } from 'vitest';
import { nameCheckpoint } from './checkpoint-name.ts';

async function nameOf(name: string, config: string): Promise<string> {
  const files = { name, config: new Blob([config]), weights: new Blob() };
  return (await nameCheckpoint(files)).name;
}

it('keeps a name that says something', async () => {
  expect(await nameOf('dinov2-small', '{"model_type":"dinov2"}')).toBe('dinov2-small');
});

it('takes the name from the config where the file is only called model', async () => {
  expect(await nameOf('model', '{"architecture":"vit_tiny_patch16_224"}')).toBe('vit_tiny_patch16_224');
  expect(await nameOf('model', '{"model_type":"dinov2"}')).toBe('dinov2');
  expect(await nameOf('model', '{"_name_or_path":"facebook/dinov2-base","model_type":"dinov2"}')).toBe(
    'dinov2-base',
  );
});

it('leaves a config that is not JSON to whoever opens it', async () => {
  expect(await nameOf('model', '{')).toBe('model');
  expect(await nameOf('model', '[]')).toBe('model');
});

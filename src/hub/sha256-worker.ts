import { createSha256 } from './sha256.ts';

const hash = createSha256();

self.addEventListener('message', async ({ data }: MessageEvent<ArrayBuffer | 'digest'>) => {
  if (data === 'digest') postMessage(await hash.digest());
  else {
    await hash.update(new Uint8Array(data));
    postMessage('taken');
  }
});

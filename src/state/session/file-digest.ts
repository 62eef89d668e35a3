import { createSha256 } from '../../hub/sha256.ts';

/** SHA-256 of a file in lower-case hexadecimal. */
export async function fileDigest(blob: Blob): Promise<string> {
  const hash = createSha256();
  await hash.update(new Uint8Array(await blob.arrayBuffer()));
  return hash.digest();
}

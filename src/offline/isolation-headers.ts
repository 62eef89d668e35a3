/**
 * The headers that threads in WebAssembly need, on the page and on the scripts of its workers. "cross-origin" lets an
 * isolated page embed this one.
 */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
} as const;

/** The host's headers of a file with those of isolation; its length is that of the file, which is kept uncompressed. */
export function isolatedHeaders(host: Headers, bytes?: number): Headers {
  const headers = new Headers(host);
  for (const name of ['Content-Encoding', 'Transfer-Encoding', 'Content-Length']) headers.delete(name);
  if (bytes !== undefined) headers.set('Content-Length', String(bytes));
  for (const [name, value] of Object.entries(isolation)) headers.set(name, value);
  return headers;
}

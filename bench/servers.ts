import { fileURLToPath } from 'node:url';
import { build, type PreviewServer, preview } from 'vite';

const rootOf = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

async function buildAndServe(configFile: string): Promise<PreviewServer> {
  const options = { configFile: rootOf(configFile), logLevel: 'error' } as const;
  await build(options);
  return preview({ ...options, preview: { port: 0 } });
}

function addressOf(server: PreviewServer): string {
  const address = server.resolvedUrls?.local[0];
  if (address === undefined) throw new Error('The server does not say where it listens.');
  return address;
}

/** Builds the page and the lab and serves both for as long as the task runs; it gets the page's address. */
export async function withServers<T>(task: (pageAddress: string) => Promise<T>): Promise<T> {
  const servers = [
    await buildAndServe('vite.config.ts'),
    await buildAndServe('tools/lab/vite.config.ts'),
  ] as const;
  process.env.SINKSCOPE_LAB_PORT = new URL(addressOf(servers[1])).port;
  try {
    return await task(addressOf(servers[0]));
  } finally {
    for (const server of servers) await server.close();
  }
}

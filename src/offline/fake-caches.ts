/** Caches in memory, for tests: addresses are compared whole. */
export function createFakeCaches() {
  const all = new Map<string, Map<string, Response>>();
  const addressOf = (request: RequestInfo | URL) =>
    request instanceof Request ? request.url : String(request);
  function cacheOf(entries: Map<string, Response>): Cache {
    const cache: Pick<Cache, 'keys' | 'match' | 'put' | 'delete'> = {
      keys: async () => [...entries.keys()].map((address) => new Request(address)),
      match: async (request) => entries.get(addressOf(request))?.clone(),
      put: async (request, response) => {
        // As a browser does, it stores a response only when its body is whole.
        const body = await response.arrayBuffer();
        entries.set(addressOf(request), new Response(body, { headers: response.headers }));
      },
      delete: async (request) => entries.delete(addressOf(request)),
    };
    return cache as Cache;
  }
  return {
    async open(name: string): Promise<Cache> {
      const entries = all.get(name) ?? new Map<string, Response>();
      all.set(name, entries);
      return cacheOf(entries);
    },
    delete: async (name: string) => all.delete(name),
    names: () => [...all.keys()],
  };
}

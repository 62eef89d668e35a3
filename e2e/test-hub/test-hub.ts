import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { commitOf, describeRepository, digestOf, type HubFile, type HubRepository } from './hub-content.ts';
import { createPace, sendBody } from './sent-body.ts';

/** What the hub does to its visitors; every part can be changed while it runs. */
export interface HubManners {
  /** Of all large files together; unlimited where 0. */
  bytesPerSecond: number;
  /** Between a request and its answer, of the hub and of the content network alike. */
  latencyMs: number;
  /** After so many bytes of large files in all, nothing more is sent until this is changed. */
  holdAfter: number;
  /** So many of the next connections that carry more than `dropAfter` bytes of a large file are dropped there. */
  drops: number;
  dropAfter: number;
  /** So many of the next requests are answered with 429. */
  busy: number;
  /** What 429 says of when to come back, in seconds. */
  retryAfter: string | undefined;
  /** So many of the next requests are answered with 503. */
  failing: number;
  wrongHash: boolean;
  /** Redirects hold until this is changed. */
  signature: string;
  /** Whether it describes repositories, as the Hub does and a file server does not. */
  describes: boolean;
  knowsRanges: boolean;
  /** Whether pages may see ETag and Content-Range. */
  exposesHeaders: boolean;
}

/** A request as it arrived. */
export interface SeenRequest {
  /** `content` is the other origin, to which the hub redirects. */
  readonly at: 'hub' | 'content';
  readonly method: string;
  readonly path: string;
  readonly range: string | undefined;
  readonly authorization: string | undefined;
  status: number;
  sentBytes: number;
}

/** A server on this machine that behaves as the Hub does, and as badly as a test wants. */
export interface TestHub {
  readonly address: string;
  /** The hub's and that of the content network. */
  readonly origins: readonly string[];
  readonly manners: HubManners;
  readonly seen: SeenRequest[];
  /** Bytes of a file that have been sent in all. */
  sentBytes(file: string): number;
  /** Adds or replaces a repository. */
  publish(repo: string, repository: HubRepository): void;
  close(): Promise<void>;
}

const polite: HubManners = {
  bytesPerSecond: 0,
  latencyMs: 0,
  holdAfter: Number.POSITIVE_INFINITY,
  drops: 0,
  dropAfter: 0,
  busy: 0,
  retryAfter: undefined,
  failing: 0,
  wrongHash: false,
  signature: 'first',
  describes: true,
  knowsRanges: true,
  exposesHeaders: true,
};

/** Starts a hub on two free ports. */
export async function startTestHub(
  repositories: Readonly<Record<string, HubRepository>>,
  manners: Partial<HubManners> = {},
): Promise<TestHub> {
  const published = new Map(Object.entries(repositories));
  const current = { ...polite, ...manners };
  const seen: SeenRequest[] = [];
  const note = (at: SeenRequest['at'], request: IncomingMessage): SeenRequest => {
    const { method = 'GET', url = '/', headers } = request;
    const { range, authorization } = headers;
    const entry: SeenRequest = { at, method, path: url, range, authorization, status: 0, sentBytes: 0 };
    seen.push(entry);
    return entry;
  };
  const isHeld = () =>
    seen.filter(({ at }) => at === 'content').reduce((sum, { sentBytes }) => sum + sentBytes, 0) >=
    current.holdAfter;
  const pace = createPace(() => current.bytesPerSecond);
  const latency = () => new Promise((resolve) => setTimeout(resolve, current.latencyMs));
  const content = await listen(async (request, response) => {
    const entry = note('content', request);
    if (current.latencyMs > 0) await latency();
    answerContent(entry, response, { published, manners: current, isHeld, pace });
    entry.status = response.statusCode;
  });
  const hub = await listen(async (request, response) => {
    const entry = note('hub', request);
    if (current.latencyMs > 0) await latency();
    answerHub(entry, response, {
      published,
      manners: current,
      isHeld,
      pace,
      contentAddress: addressOf(content),
    });
    entry.status = response.statusCode;
  });
  return {
    address: addressOf(hub),
    origins: [addressOf(hub), addressOf(content)],
    manners: current,
    seen,
    sentBytes: (file) =>
      seen.filter(({ path }) => path.includes(`/${file}`)).reduce((sum, { sentBytes }) => sum + sentBytes, 0),
    publish: (repo, repository) => published.set(repo, repository),
    async close() {
      await Promise.all([stop(hub), stop(content)]);
    },
  };
}

interface Hub {
  readonly published: ReadonlyMap<string, HubRepository>;
  readonly manners: HubManners;
  readonly isHeld: () => boolean;
  readonly pace: (bytes: number) => Promise<void>;
}

function answerHub(
  entry: SeenRequest,
  response: ServerResponse,
  { published, manners, isHeld, pace, contentAddress }: Hub & { contentAddress: string },
): unknown {
  allowOrigins(response, manners);
  if (entry.method === 'OPTIONS') return refuse(response, 204);
  if (manners.busy > 0) {
    manners.busy--;
    if (manners.retryAfter !== undefined) response.setHeader('Retry-After', manners.retryAfter);
    return refuse(response, 429);
  }
  if (manners.failing > 0) {
    manners.failing--;
    return refuse(response, 503);
  }
  const url = new URL(entry.path, 'http://hub');
  const api = /^\/api\/models\/([^/]+\/[^/]+)\/revision\/(.+)$/.exec(url.pathname);
  const file = /^\/([^/]+\/[^/]+)\/resolve\/([^/]+)\/(.+)$/.exec(url.pathname);
  const repo = decodeURIComponent((api ?? file)?.[1] ?? '');
  const repository = published.get(repo);
  if (api && !manners.describes) return refuse(response, 404, 'text/html');
  // The Hub does not say whether a repository that may not be read exists.
  if (repository === undefined) return refuse(response, entry.authorization ? 404 : 401);
  if (repository.token !== undefined && entry.authorization !== `Bearer ${repository.token}`)
    return refuse(response, 401);
  const revision = decodeURIComponent((api ?? file)![2]!);
  if (revision !== 'main' && revision !== commitOf(repository)) return refuse(response, 404);
  if (api) return answerDescription(repo, repository, { entry, response, manners, isHeld, pace });
  const exchange = { entry, response, manners, isHeld, pace };
  return answerFile(file![3]!, { repo, repository, contentAddress, ...exchange });
}

interface Exchange {
  readonly entry: SeenRequest;
  readonly response: ServerResponse;
  readonly manners: HubManners;
  readonly isHeld: () => boolean;
  readonly pace: (bytes: number) => Promise<void>;
}

function answerDescription(
  repo: string,
  repository: HubRepository,
  { response, manners }: Exchange,
): unknown {
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  return response.end(describeRepository(repo, repository, manners));
}

function answerFile(
  name: string,
  exchange: Exchange & { repo: string; repository: HubRepository; contentAddress: string },
): unknown {
  const { repo, repository, response, contentAddress } = exchange;
  const file = repository.files.get(name);
  if (file === undefined) return refuse(response, 404);
  response.setHeader('X-Repo-Commit', commitOf(repository));
  if (!file.isLarge) {
    response.setHeader('ETag', `"${digestOf(file.bytes, 'sha1')}"`);
    return answerBytes(file, exchange);
  }
  const hash = digestOf(file.bytes, 'sha256');
  response.statusCode = 302;
  response.setHeader('X-Linked-Size', file.bytes.length);
  response.setHeader('X-Linked-Etag', `"${hash}"`);
  response.setHeader('Location', `${contentAddress}/${repo}/${name}?signature=${exchange.manners.signature}`);
  return response.end();
}

function answerContent(
  entry: SeenRequest,
  response: ServerResponse,
  { published, manners, isHeld, pace }: Hub,
): unknown {
  allowOrigins(response, manners);
  if (entry.method === 'OPTIONS') return refuse(response, 403); // the content network expects simple requests only
  const { pathname, searchParams } = new URL(entry.path, 'http://content');
  if (searchParams.get('signature') !== manners.signature) return refuse(response, 403);
  const [, repo = '', name = ''] = /^\/([^/]+\/[^/]+)\/(.+)$/.exec(pathname) ?? [];
  const file = published.get(repo)?.files.get(name);
  if (file === undefined) return refuse(response, 404);
  response.setHeader('ETag', `"${digestOf(file.bytes, 'sha256')}"`);
  return answerBytes(file, { entry, response, manners, isHeld, pace });
}

function answerBytes(
  { bytes, isLarge }: HubFile,
  { entry, response, manners, isHeld, pace }: Exchange,
): unknown {
  const range = manners.knowsRanges ? /^bytes=(\d+)-(\d*)$/.exec(entry.range ?? '') : null;
  const begin = Number(range?.[1] ?? 0);
  const end = Math.min(range?.[2] ? Number(range[2]) + 1 : bytes.length, bytes.length);
  if (begin >= end && bytes.length > 0) return refuse(response, 416);
  const body = bytes.subarray(begin, end);
  response.statusCode = range ? 206 : 200;
  if (range) response.setHeader('Content-Range', `bytes ${begin}-${end - 1}/${bytes.length}`);
  if (manners.knowsRanges) response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('Content-Type', isLarge ? 'application/octet-stream' : 'text/plain; charset=utf-8');
  response.setHeader('Content-Length', body.length);
  if (entry.method === 'HEAD') {
    return response.end();
  }
  const isDropped = isLarge && manners.drops > 0 && body.length > manners.dropAfter;
  if (isDropped) manners.drops--;
  return sendBody(response, body, {
    pace: isLarge ? pace : async () => {},
    dropAfter: isDropped ? manners.dropAfter : undefined,
    isHeld: isLarge ? isHeld : () => false,
    onSent: (sent) => {
      entry.sentBytes += sent;
    },
  });
}

function allowOrigins(response: ServerResponse, { exposesHeaders }: HubManners): void {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Access-Control-Allow-Headers', 'Authorization, Range');
  response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, OPTIONS');
  response.setHeader('Timing-Allow-Origin', '*');
  const exposed = 'ETag, Content-Range, Retry-After, X-Linked-Etag, X-Linked-Size, X-Repo-Commit';
  if (exposesHeaders) response.setHeader('Access-Control-Expose-Headers', exposed);
}

function refuse(response: ServerResponse, status: number, type = 'application/json'): unknown {
  response.statusCode = status;
  response.setHeader('Content-Type', type);
  return response.end(type === 'application/json' && status !== 204 ? `{"error":"HTTP ${status}"}` : '');
}

function listen(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  const server = createServer(answer);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

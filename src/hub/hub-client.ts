import * as words from '#words/hub/download.ts';
import { InputError } from '../core/input-error.ts';
import { hubHost } from './hub-address.ts';
import { pause } from './pause.ts';

/** A hub, and how it is spoken to. */
export interface HubOptions {
  /** As `parseHubAddress` gives it. */
  readonly address: string;
  /** Sent to this address alone; never kept. */
  readonly token?: string | undefined;
  readonly fetch?: typeof globalThis.fetch;
  /** Resolves after that many milliseconds; rejects when the signal fires. */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** What is asked of a hub, and what messages call it. */
export interface HubRequest {
  /** Below the hub's address, beginning with a slash. */
  readonly path: string;
  /** "facebook/dinov2-small", "model.safetensors of facebook/dinov2-small". */
  readonly what: string;
  /** First byte and the one behind the last. */
  readonly range?: { readonly begin: number; readonly end: number };
  readonly method?: 'GET' | 'HEAD';
  readonly signal?: AbortSignal | undefined;
}

/** Requests to one hub. */
export interface HubClient {
  readonly address: string;
  /** Answers 2xx and, where the caller takes it, 404. Other answers become InputErrors; 429 and 5xx are tried again. */
  request(request: HubRequest, manner?: HubManner): Promise<Response>;
  /** Asks for a range where the hub has led before, without the token; undefined where that gives none any more. */
  follow(
    address: string,
    asked: Required<Pick<HubRequest, 'range' | 'signal'>>,
  ): Promise<Response | undefined>;
}

export interface HubManner {
  /** Whether 404 is an answer. */
  readonly missing?: boolean;
  /** How often to try where the hub is busy or does not answer; 5 unless told. */
  readonly tries?: number;
}

/** The network did not answer; trying again later may help. */
export class HubUnreachableError extends InputError {}

const maxTries = 5;
const firstPauseMs = 500;
/** A hub that wants a longer pause is told to the user instead of waited for. */
const maxPauseMs = 60_000;

/** Speaks to a hub. Single ranges and the token are the only headers, so that most requests need no preflight. */
export function createHubClient(options: HubOptions): HubClient {
  const { address, token, sleep = pause } = options;
  const doFetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));

  function once({ path, ...asked }: HubRequest): Promise<Response> {
    // A redirect to another origin drops this header (Fetch Standard, HTTP-redirect fetch, step 13).
    return ask(`${address}${path}`, asked, token ? { Authorization: `Bearer ${token}` } : {}); // no words
  }

  async function ask(
    url: string,
    { range, method = 'GET', signal }: Omit<HubRequest, 'path' | 'what'>,
    headers: Record<string, string>,
  ): Promise<Response> {
    if (range) headers.Range = `bytes=${range.begin}-${range.end - 1}`;
    return doFetch(url, {
      method,
      headers,
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      ...(signal && { signal }),
    });
  }

  return {
    address,
    async follow(url, asked) {
      const answer = await ask(url, asked, {}).catch((error: unknown) => failure(error, asked.signal));
      if (answer?.status === 206) return answer;
      await answer?.body?.cancel();
      return undefined;
    },
    async request(request, { missing = false, tries = maxTries } = {}) {
      for (let attempt = 1; ; attempt++) {
        const answer = await once(request).catch((error: unknown) => failure(error, request.signal));
        const isFinal = attempt === tries;
        if (answer instanceof Response) {
          if (answer.ok || (missing && answer.status === 404)) return answer;
          await answer.body?.cancel();
          const pauseMs = retryPause(answer, attempt);
          if (pauseMs === undefined || pauseMs > maxPauseMs || isFinal) {
            throw refusal(answer, request.what, { address, token, pauseMs });
          }
          await sleep(pauseMs, request.signal);
        } else if (isFinal) throw unreachable(address, request.what);
        else await sleep(firstPauseMs * 2 ** (attempt - 1), request.signal);
      }
    },
  };
}

/** `undefined` stands for a network that does not answer. */
function failure(error: unknown, signal: AbortSignal | undefined): undefined {
  if (signal?.aborted || !(error instanceof TypeError)) throw error;
  return undefined;
}

/** How long to wait before the next try, in milliseconds; undefined where another try would be answered alike. */
function retryPause(answer: Response, attempt: number): number | undefined {
  if (answer.status !== 429 && answer.status < 500) return undefined;
  const stated = answer.headers.get('retry-after');
  if (stated === null) return firstPauseMs * 2 ** (attempt - 1);
  const seconds = Number(stated);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(stated) - Date.now();
  return Number.isFinite(ms) ? Math.max(ms, 0) : firstPauseMs * 2 ** (attempt - 1);
}

interface Circumstances {
  readonly address: string;
  readonly token: string | undefined;
  readonly pauseMs: number | undefined;
}

function refusal({ status }: Response, what: string, { address, token, pauseMs }: Circumstances): InputError {
  const host = hubHost(address);
  switch (status) {
    case 401:
      return new InputError(token ? words.tokenRefused(host, what) : words.tokenNeeded(host, what));
    case 403:
      return new InputError(words.forbidden(host, what, Boolean(token)));
    case 404:
      return new InputError(words.missing(host, what));
    case 429:
      return new InputError(words.tooManyRequests(host, pauseMs));
    default:
      return new InputError(
        status >= 500 ? words.hubFails(host, what, status) : words.refused(host, what, status),
      );
  }
}

/** What is said of a hub that does not answer at all. */
function unreachable(address: string, what: string): HubUnreachableError {
  return new HubUnreachableError(words.unreachable(hubHost(address), what));
}

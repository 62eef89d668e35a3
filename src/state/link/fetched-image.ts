import { image as words } from '#words/state/link.ts';
import { readImageHeader } from '../../core/image/limits.ts';
import { InputError } from '../../core/input-error.ts';
import { decodeBase64 } from '../session/base64.ts';

/** An image that a link brought. */
export interface FetchedImage {
  readonly name: string;
  readonly blob: Blob;
}

const largestImageBytes = 50_000_000;
const patienceMs = 60_000;

const dataAddress = /^data:(image\/(?:webp|png|jpeg|gif|avif));base64,([\w+/]+={0,2})$/i;

/**
 * The image at an `https:` or `data:` address. It goes from its host to this browser and nowhere else; neither
 * cookies nor this page's address go along.
 * @throws InputError naming the host and what to do, also where it does not let other pages read its files.
 */
export async function fetchImage(address: string, page: Pick<Location, 'protocol'>): Promise<FetchedImage> {
  const image = /^data:/i.test(address) ? embeddedImage(address) : await remoteImage(address, page);
  await readImageHeader(image.blob, image.name, 'browser');
  return image;
}

function embeddedImage(address: string): FetchedImage {
  const [, type = '', text = ''] = dataAddress.exec(address) ?? [];
  const bytes = type === '' ? undefined : decodeBase64(text);
  if (bytes === undefined) throw new InputError(words.damaged);
  return { name: words.name, blob: new Blob([bytes], { type: type.toLowerCase() }) };
}

async function remoteImage(address: string, page: Pick<Location, 'protocol'>): Promise<FetchedImage> {
  const url = parseAddress(address, page);
  const signal = AbortSignal.timeout(patienceMs);
  let response: Response;
  try {
    response = await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer', signal });
  } catch {
    throw new InputError(words.unreachable(url.host));
  }
  if (!response.ok) throw new InputError(words.refused(url.host, response.status, url.href));
  return { name: nameOf(url), blob: await readLimited(response, url, signal) };
}

function parseAddress(address: string, { protocol }: Pick<Location, 'protocol'>): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  // A page that is itself served without encryption is one under development.
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && protocol === 'http:')) return url;
  throw new InputError(words.noAddress(address.slice(0, 200)));
}

async function readLimited(response: Response, url: URL, signal: AbortSignal): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  try {
    for (const reader = response.body!.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      bytes += value.length;
      if (bytes > largestImageBytes) break;
      pieces.push(value);
    }
  } catch {
    throw new InputError(signal.aborted ? words.tooSlow(url.host) : words.broken(url.host));
  }
  if (bytes > largestImageBytes) {
    void response.body?.cancel().catch(() => undefined);
    throw new InputError(words.tooLarge(url.host, largestImageBytes / 1e6));
  }
  return new Blob(pieces, { type: response.headers.get('content-type') ?? '' });
}

function nameOf({ pathname, host }: URL): string {
  const last = pathname.slice(pathname.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(last).slice(0, 100) || host;
  } catch {
    return last.slice(0, 100) || host;
  }
}

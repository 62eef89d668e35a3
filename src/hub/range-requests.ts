import type { ByteRange } from '../core/checkpoint/byte-source.ts';
import type { HubClient, HubRequest } from './hub-client.ts';

/** Asks for a range of a file. Rejects as `HubClient.request` does. */
export type RangeRequest = (range: ByteRange, signal: AbortSignal) => Promise<Response>;

/**
 * Asks the hub for ranges of one file. Hubs keep large files elsewhere and redirect to them for a while; later ranges
 * are asked for there at once, which saves a round trip each, and of the hub again where that gives none any more.
 */
export function createRangeRequest(client: HubClient, file: Pick<HubRequest, 'path' | 'what'>): RangeRequest {
  let place: string | undefined;
  return async (range, signal) => {
    const known = place;
    const followed = known === undefined ? undefined : await client.follow(known, { range, signal });
    if (followed) return followed;
    if (place === known) place = undefined; // another request may have found the new one
    const answer = await client.request({ ...file, range, signal });
    if (answer.status === 206 && isElsewhere(answer, client)) place = answer.url;
    return answer;
  };
}

/** The hub itself may want the token for what it leads to. */
function isElsewhere({ redirected, url }: Response, { address }: HubClient): boolean {
  return redirected && new URL(url).origin !== new URL(address).origin;
}

import { fixed } from '../grammar.ts';

/** What messages call a file of a repository. */
export const fileOf = (file: string, repo: string) => `${file} of ${repo}`;

/** What messages call a repository at a revision that is not its main branch. */
export const atRevision = (repo: string, revision: string) => `${repo} at ${revision}`;

/** `what`: a repository or a file of one, as these functions name it. */
export const tokenRefused = (host: string, what: string) =>
  `${host} refuses the token for ${what} (HTTP 401). Check that it is valid and may read this repository.`;

export const tokenNeeded = (host: string, what: string) =>
  `${host} does not give out ${what} without a token (HTTP 401): the repository is gated or private, or there is none of that name. Check the name, or enter a token.`;

export const forbidden = (host: string, what: string, hasToken: boolean) =>
  `${host} does not let you read ${what} (HTTP 403). Ask for access on the repository’s page, then try again${hasToken ? '' : ' with a token'}.`;

export const missing = (host: string, what: string) =>
  `${host} has no ${what} (HTTP 404). Check the name and the revision.`;

/** `pauseMs`: how long the hub wants to be left alone, where it says so. */
export const tooManyRequests = (host: string, pauseMs: number | undefined) =>
  `${host} has had too many requests (HTTP 429). Try again ${pauseMs === undefined ? 'later' : `in ${pause(pauseMs)}`}.`;

function pause(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} minutes`;
}

export const hubFails = (host: string, what: string, status: number) =>
  `${host} could not answer for ${what} (HTTP ${status}). Try again later.`;

export const refused = (host: string, what: string, status: number) =>
  `${host} does not give out ${what} (HTTP ${status}).`;

export const unreachable = (host: string, what: string) =>
  `${host} did not answer when asked for ${what}. Check the network and the hub’s address, then try again.`;

/** `what` and `advice`: as in ./checkpoint.ts. */
export const notOpened = (repo: string, what: string, advice: string | undefined) =>
  `${repo} cannot be opened: it ${what}.${advice === undefined ? '' : ` ${advice}`}`;

export const noSize = (host: string, what: string) =>
  `${host} does not say how large ${what} is, so it cannot be read.`;

export const noFile = (
  host: string,
  { file, repo, revision }: { readonly file: string; readonly repo: string; readonly revision: string },
) => `${host} has no ${file} for ${repo} at ${revision} (HTTP 404). Check the name and the revision.`;

export const tooLong = (what: string, bytes: number, limit: number) =>
  `${what} has ${bytes} bytes; the limit for a JSON file is ${limit}. It is not what it should be.`;

export const changedMeanwhile = (what: string) =>
  `${what} changed on the hub while it was downloading. What had arrived has been deleted; open the model again.`;

export const wrongHash = (what: string) =>
  `${what} is not what the hub says it is: its SHA-256 differs. What was downloaded has been deleted; open the model again.`;

export const broken = (what: string, loadedBytes: number, totalBytes: number) =>
  `The connection broke while ${what} was downloading, at ${fixed(loadedBytes / 1e6, 1)} of ${fixed(totalBytes / 1e6, 1)} MB. What has arrived is kept; try again to go on from there.`;

export const noRevision = (host: string, repo: string, revision: string | undefined) =>
  `${host} has no repository ${revision === undefined ? repo : `${repo} at the revision ${revision}`} (HTTP 404). Check the name and the revision.`;

export const unknownDescription = (repo: string) =>
  `The hub describes ${repo} in a form that Sinkscope does not know.`;

export const pieceGone = (file: string) => `A stored piece of ${file} is gone; open the model again.`;
